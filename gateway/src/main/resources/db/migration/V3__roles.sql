CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- What an account may act as. A grant without a scope is for what is the account's own or, for a certifier,
-- for the office at the centre.
CREATE TABLE role_grants (
  id           uuid        PRIMARY KEY,
  account_id   uuid        NOT NULL REFERENCES accounts ON DELETE CASCADE,
  role         text        NOT NULL CHECK (role IN ('buyer', 'producer', 'fair', 'certifier', 'finance', 'support', 'admin')),
  region       text        CHECK (region ~ '^[0-9]{2}$'),
  producer_id  uuid,
  organiser_id uuid,
  granted_at   timestamptz NOT NULL,
  -- Null: by the market itself, as at sign-up.
  granted_by   uuid,
  CHECK (region IS NULL OR role = 'certifier'),
  CHECK (producer_id IS NULL OR role = 'producer'),
  CHECK (organiser_id IS NULL OR role = 'fair'),
  UNIQUE NULLS NOT DISTINCT (account_id, role, region, producer_id, organiser_id)
);

-- Few accounts are anything but buyers.
CREATE INDEX role_grants_admins ON role_grants (account_id) WHERE role = 'admin';

INSERT INTO role_grants (id, account_id, role, granted_at)
SELECT uuidv7(), id, unnest(roles), created_at FROM accounts;

ALTER TABLE accounts
  DROP COLUMN roles,
  -- Grows with every change of the roles.
  ADD COLUMN roles_version bigint NOT NULL DEFAULT 1 CHECK (roles_version > 0),
  -- The e-mail and the name without marks, in lower case, for staff who look for somebody.
  ADD COLUMN search_text text NOT NULL DEFAULT '';

UPDATE accounts SET search_text = email || ' ' || lower(name);

CREATE INDEX accounts_search ON accounts USING gin (search_text gin_trgm_ops);

-- Who changed whose roles, and how. Nothing here ever changes.
CREATE TABLE audit_events (
  id            uuid        PRIMARY KEY,
  at            timestamptz NOT NULL,
  action        text        NOT NULL CHECK (action IN ('account-opened', 'roles-changed', 'admin-created', 'invited',
                                'invitation-withdrawn', 'invitation-accepted', 'samples-opened', 'samples-closed')),
  -- Null: the market itself, as at sign-up or by the operator's command.
  actor         uuid,
  -- Null: nobody yet, as for an invitation. No reference: an event outlives the account.
  account_id    uuid,
  invitation_id uuid,
  before        jsonb       NOT NULL,
  after         jsonb       NOT NULL
);

CREATE INDEX audit_events_by_account ON audit_events (account_id, id);

CREATE FUNCTION keep_audit_events() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit events are history and do not change'
        USING ERRCODE = 'integrity_constraint_violation';
END
$$;

CREATE TRIGGER keep_audit_events BEFORE UPDATE OR DELETE ON audit_events
    FOR EACH ROW EXECUTE FUNCTION keep_audit_events();

CREATE TRIGGER keep_all_audit_events BEFORE TRUNCATE ON audit_events
    FOR EACH STATEMENT EXECUTE FUNCTION keep_audit_events();

CREATE TABLE invitations (
  id          uuid        PRIMARY KEY,
  -- Folded as in accounts.
  email       text        NOT NULL CHECK (char_length(email) BETWEEN 3 AND 254),
  -- SHA-256 of the token that was sent.
  token_hash  bytea       NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
  grants      jsonb       NOT NULL,
  invited_by  uuid        NOT NULL,
  created_at  timestamptz NOT NULL,
  expires_at  timestamptz NOT NULL,
  -- Accepted or withdrawn.
  ended_at    timestamptz,
  accepted_by uuid,
  CHECK (accepted_by IS NULL OR ended_at IS NOT NULL)
);

CREATE INDEX invitations_open ON invitations (id) WHERE ended_at IS NULL;
