CREATE TABLE accounts (
  id            uuid        PRIMARY KEY,
  -- Folded: trimmed, composed (NFC), lower case. Two spellings of one address are one account.
  email         text        NOT NULL UNIQUE CHECK (char_length(email) BETWEEN 3 AND 254),
  password_hash text        NOT NULL,
  name          text        NOT NULL CHECK (char_length(name) BETWEEN 1 AND 100),
  roles         text[]      NOT NULL CHECK (cardinality(roles) > 0
                              AND roles <@ ARRAY ['buyer', 'producer', 'fair', 'certifier', 'admin']),
  created_at    timestamptz NOT NULL
);

-- What began with one sign-in: a family of refresh tokens, each made from the one before.
CREATE TABLE sessions (
  id         uuid        PRIMARY KEY,
  account_id uuid        NOT NULL REFERENCES accounts ON DELETE CASCADE,
  created_at timestamptz NOT NULL,
  -- When its newest refresh token expires.
  expires_at timestamptz NOT NULL,
  ended_at   timestamptz,
  end_reason text CHECK (end_reason IN ('signed-out', 'token-reused')),
  CHECK ((ended_at IS NULL) = (end_reason IS NULL))
);

CREATE INDEX sessions_by_account ON sessions (account_id);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

CREATE TABLE refresh_tokens (
  -- SHA-256 of the token, which is 256 random bits: nothing to guess, so nothing to salt.
  hash       bytea       PRIMARY KEY CHECK (octet_length(hash) = 32),
  session_id uuid        NOT NULL REFERENCES sessions ON DELETE CASCADE,
  expires_at timestamptz NOT NULL,
  -- Set when it was exchanged for its successor. Seen again after that, it is in the wrong hands.
  used_at    timestamptz
);

CREATE INDEX refresh_tokens_by_session ON refresh_tokens (session_id);

CREATE TABLE signing_keys (
  id          text        PRIMARY KEY,
  -- Base64 of AES-256-GCM under a key derived from KEY_ENCRYPTION_SECRET: nonce, ciphertext, tag.
  private_key text        NOT NULL,
  public_key  text        NOT NULL,
  created_at  timestamptz NOT NULL
);
