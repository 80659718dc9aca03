-- The outbox: each mail is written in the transaction that causes it, and sent after that.
CREATE TABLE mails (
  id           uuid        PRIMARY KEY,
  kind         text        NOT NULL,
  -- Whose mail it is. One to somebody who has no account belongs to nobody.
  account_id   uuid        REFERENCES accounts ON DELETE CASCADE,
  recipient    text        NOT NULL,
  language     text        NOT NULL,
  -- Subject and text, encrypted under a key derived from KEY_ENCRYPTION_SECRET, since they may hold a token.
  content      text,
  state        text        NOT NULL CHECK (state IN ('due', 'sent', 'failed')),
  attempts     integer     NOT NULL CHECK (attempts >= 0),
  -- When it is to be taken next. Whoever takes it moves this to the end of its lease.
  due_at       timestamptz NOT NULL,
  useful_until timestamptz NOT NULL,
  created_at   timestamptz NOT NULL,
  ended_at     timestamptz,
  CHECK ((state = 'due') = (ended_at IS NULL)),
  CHECK ((state = 'due') = (content IS NOT NULL))
);

CREATE INDEX mails_due ON mails (due_at) WHERE state = 'due';
CREATE INDEX mails_by_account ON mails (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX mails_ended ON mails (ended_at) WHERE ended_at IS NOT NULL;
