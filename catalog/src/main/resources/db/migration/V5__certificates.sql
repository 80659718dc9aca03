CREATE TABLE certificates (
    id                     uuid PRIMARY KEY,
    product_id             uuid NOT NULL REFERENCES products,
    edition                text NOT NULL,
    stars                  smallint NOT NULL,
    score                  numeric(5, 2) CHECK (score BETWEEN 0 AND 100),
    level                  text NOT NULL CHECK (level IN ('district', 'province', 'centre')),
    issuing_region_edition text,
    issuing_region_code    text,
    decision_number        text,
    issued_on              date NOT NULL,
    expires_on             date NOT NULL, -- the last day on which it is valid
    expiry_reason          text NOT NULL,
    opens_gate             boolean NOT NULL, -- false: a screening result, of too few stars
    recorded_at            timestamptz NOT NULL,
    recorded_by            uuid,
    revoked_on             date,
    revocation_reason      text,
    revocation_recorded_at timestamptz,
    revoked_by             uuid,
    sample                 boolean NOT NULL,
    FOREIGN KEY (edition, stars) REFERENCES star_bands,
    FOREIGN KEY (issuing_region_edition, issuing_region_code) REFERENCES regions,
    CHECK (issued_on <= expires_on),
    CHECK (num_nulls(revoked_on, revocation_reason, revocation_recorded_at) IN (0, 3)),
    CONSTRAINT certificates_do_not_overlap EXCLUDE USING gist
        (product_id WITH =, daterange(issued_on, expires_on, '[]') WITH &&)
        WHERE (opens_gate AND revoked_on IS NULL)
);

CREATE INDEX certificates_product ON certificates (product_id, issued_on);

-- What was known on a day must stay answerable: a certificate is recorded once and revoked once.
-- Only the sample goods' certificates move, with the calendar.
CREATE FUNCTION keep_certificate_history() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    revocation constant text[] :=
        ARRAY ['revoked_on', 'revocation_reason', 'revocation_recorded_at', 'revoked_by'];
BEGIN
    IF OLD.sample AND TG_OP = 'UPDATE' THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'DELETE'
        OR OLD.revoked_on IS NOT NULL
        OR to_jsonb(NEW) - revocation IS DISTINCT FROM to_jsonb(OLD) - revocation THEN
        RAISE EXCEPTION 'certificate % is history and does not change', OLD.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER keep_certificate_history BEFORE UPDATE OR DELETE ON certificates
    FOR EACH ROW EXECUTE FUNCTION keep_certificate_history();
