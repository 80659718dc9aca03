-- Accounts that are erased here, of which orders has to be told until it has nothing left to erase.
CREATE TABLE erasures (
  -- No reference: the account is gone.
  account_id uuid        PRIMARY KEY,
  erased_at  timestamptz NOT NULL,
  -- When orders is to be told next. Whoever takes it moves this to the end of its lease.
  due_at     timestamptz NOT NULL,
  attempts   integer     NOT NULL CHECK (attempts >= 0),
  done_at    timestamptz
);

CREATE INDEX erasures_due ON erasures (due_at) WHERE done_at IS NULL;

ALTER TABLE audit_events
  DROP CONSTRAINT audit_events_action_check,
  ADD CONSTRAINT audit_events_action_check
    CHECK (action IN ('account-opened', 'account-erased', 'roles-changed', 'admin-created', 'invited',
                      'invitation-withdrawn', 'invitation-accepted', 'samples-opened', 'samples-closed'));

-- From where an account was signed in to with the right password.
CREATE TABLE familiar_addresses (
  account_id   uuid        NOT NULL REFERENCES accounts ON DELETE CASCADE,
  -- HMAC-SHA256 of account and address under a key derived from KEY_ENCRYPTION_SECRET.
  address_hash bytea       NOT NULL CHECK (octet_length(address_hash) = 32),
  last_seen_at timestamptz NOT NULL,
  PRIMARY KEY (account_id, address_hash)
);

CREATE INDEX familiar_addresses_by_age ON familiar_addresses (last_seen_at);
