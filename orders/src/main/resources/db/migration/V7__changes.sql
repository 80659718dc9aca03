-- What other services are told; see chosao.kernel.feed.Changes.
CREATE TABLE changes (
    tx      xid8        NOT NULL DEFAULT pg_current_xact_id(),
    seq     bigint      GENERATED ALWAYS AS IDENTITY,
    kind    text        NOT NULL,
    id      uuid        NOT NULL,
    version bigint      NOT NULL,
    at      timestamptz NOT NULL,
    data    jsonb,
    PRIMARY KEY (tx, seq)
);

CREATE FUNCTION tell_of_changes() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN PERFORM pg_notify('changes', ''); RETURN NULL; END $$;

CREATE TRIGGER changes_are_told AFTER INSERT ON changes
    FOR EACH STATEMENT EXECUTE FUNCTION tell_of_changes();
