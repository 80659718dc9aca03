-- A later decision on a product takes the place of the one before, which then ends on the day before
-- the later one begins. The decision itself stays as it was recorded: expires_on is the last day on
-- which it is valid, term_ends_on the last day that it was granted for.
DROP TRIGGER keep_certificate_history ON certificates;

ALTER TABLE certificates
    ADD COLUMN term_ends_on  date,
    ADD COLUMN superseded_by uuid REFERENCES certificates; -- null: it runs to the end of its term

UPDATE certificates SET term_ends_on = expires_on;

-- Deferred to the commit: a decision and the end of the one before are two statements.
ALTER TABLE certificates
    ALTER COLUMN term_ends_on SET NOT NULL,
    ADD CHECK (expires_on <= term_ends_on),
    ADD CHECK (superseded_by IS NOT NULL OR expires_on = term_ends_on),
    DROP CONSTRAINT certificates_do_not_overlap,
    ADD CONSTRAINT certificates_do_not_overlap EXCLUDE USING gist
        (product_id WITH =, daterange(issued_on, expires_on, '[]') WITH &&)
        WHERE (opens_gate AND revoked_on IS NULL)
        DEFERRABLE INITIALLY DEFERRED;

-- What later decisions did to a certificate, as it was recorded; the last row counts.
CREATE TABLE certificate_supersessions (
    number         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id             uuid NOT NULL UNIQUE,
    certificate_id uuid NOT NULL REFERENCES certificates,
    superseded_by  uuid REFERENCES certificates, -- null: it runs to the end of its term again
    reason         text NOT NULL,
    recorded_at    timestamptz NOT NULL,
    recorded_by    uuid
);

CREATE INDEX certificate_supersessions_certificate
    ON certificate_supersessions (certificate_id, number);

CREATE FUNCTION last_day_of(certificate certificates) RETURNS date LANGUAGE sql STABLE AS $$
    -- LEAST passes over null: nothing supersedes it
    SELECT LEAST(certificate.term_ends_on,
                 (SELECT later.issued_on - 1 FROM certificates later
                   WHERE later.id = certificate.superseded_by))
$$;

CREATE FUNCTION apply_supersession() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    ended certificates;
BEGIN
    SELECT * INTO STRICT ended FROM certificates WHERE id = NEW.certificate_id;
    IF NEW.superseded_by IS NOT NULL AND NOT EXISTS (
        SELECT FROM certificates later
         WHERE later.id = NEW.superseded_by AND later.opens_gate
           AND later.product_id = ended.product_id AND later.issued_on > ended.issued_on) THEN
        RAISE EXCEPTION 'certificate % is no later decision than %', NEW.superseded_by, ended.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    ended.superseded_by := NEW.superseded_by;
    UPDATE certificates
       SET superseded_by = NEW.superseded_by, expires_on = last_day_of(ended)
     WHERE id = ended.id;
    RETURN NULL;
END
$$;

CREATE TRIGGER supersessions_are_applied AFTER INSERT ON certificate_supersessions
    FOR EACH ROW EXECUTE FUNCTION apply_supersession();

CREATE FUNCTION keep_supersessions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'supersession % is history and does not change', OLD.id
        USING ERRCODE = 'integrity_constraint_violation';
END
$$;

CREATE TRIGGER keep_supersessions BEFORE UPDATE OR DELETE ON certificate_supersessions
    FOR EACH ROW EXECUTE FUNCTION keep_supersessions();

-- What was known on a day must stay answerable: a certificate is recorded once, revoked once, and
-- ends early only as its supersessions say. Only the sample goods' certificates move, with the
-- calendar.
CREATE OR REPLACE FUNCTION keep_certificate_history() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    revocation constant text[] :=
        ARRAY ['revoked_on', 'revocation_reason', 'revocation_recorded_at', 'revoked_by'];
    ending constant text[] := ARRAY ['superseded_by', 'expires_on'];
    allowed boolean;
BEGIN
    IF TG_OP = 'INSERT' THEN
        allowed := NEW.superseded_by IS NULL;
    ELSIF TG_OP = 'DELETE' THEN
        allowed := false;
    ELSIF OLD.sample THEN
        allowed := true;
    ELSIF OLD.revoked_on IS NOT NULL THEN
        allowed := false;
    ELSIF to_jsonb(NEW) - revocation = to_jsonb(OLD) - revocation THEN
        allowed := true;
    ELSE
        allowed := to_jsonb(NEW) - ending = to_jsonb(OLD) - ending
            AND NEW.expires_on = last_day_of(NEW)
            AND NEW.superseded_by IS NOT DISTINCT FROM
                (SELECT s.superseded_by FROM certificate_supersessions s
                  WHERE s.certificate_id = NEW.id ORDER BY s.number DESC LIMIT 1);
    END IF;
    IF NOT allowed THEN
        RAISE EXCEPTION 'certificate % is history and does not change', COALESCE(OLD.id, NEW.id)
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER keep_certificate_history BEFORE INSERT OR UPDATE OR DELETE ON certificates
    FOR EACH ROW EXECUTE FUNCTION keep_certificate_history();
