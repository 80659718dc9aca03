ALTER TABLE accounts
  -- In which mails are written, as RFC 5646 writes it.
  ADD COLUMN language text NOT NULL DEFAULT 'vi' CHECK (language IN ('vi', 'en')),
  ADD COLUMN email_proved_at timestamptz;

-- What was sent by mail and can be used once.
CREATE TABLE mailed_tokens (
  -- SHA-256 of the token, which is 256 random bits.
  hash       bytea       PRIMARY KEY CHECK (octet_length(hash) = 32),
  purpose    text        NOT NULL CHECK (purpose IN ('password-reset', 'email-proof')),
  account_id uuid        NOT NULL REFERENCES accounts ON DELETE CASCADE,
  -- The address that it was sent to, which may become the account's by it.
  email      text        NOT NULL CHECK (char_length(email) BETWEEN 3 AND 254),
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);

CREATE INDEX mailed_tokens_by_account ON mailed_tokens (account_id, purpose);
CREATE INDEX mailed_tokens_by_expiry ON mailed_tokens (expires_at);

-- Written for every request alike; whether the e-mail has an account is asked when it is attended to.
CREATE TABLE password_reset_requests (
  id           uuid        PRIMARY KEY,
  email        text        NOT NULL,
  requested_at timestamptz NOT NULL
);

ALTER TABLE sessions
  DROP CONSTRAINT sessions_end_reason_check,
  ADD CONSTRAINT sessions_end_reason_check
    CHECK (end_reason IN ('signed-out', 'token-reused', 'password-changed', 'ended-elsewhere')),
  -- When it began or was last refreshed.
  ADD COLUMN last_used_at timestamptz,
  -- What the client said of itself when it signed in, shortened.
  ADD COLUMN client text CHECK (char_length(client) <= 100);

UPDATE sessions SET last_used_at = created_at;
ALTER TABLE sessions ALTER COLUMN last_used_at SET NOT NULL;

-- Lists of an account's sessions are read newest first.
DROP INDEX sessions_by_account;
CREATE INDEX sessions_by_account ON sessions (account_id, id);
