-- The key of a request, in the transaction of its effect. The answer follows once it is known; until then
-- whoever holds the lease is at work on it.
CREATE TABLE idempotency_keys (
    -- Keys of different callers are different keys: 'account:<id>' or 'cart:<SHA-256 of the token>'.
    caller       text        NOT NULL,
    key          text        NOT NULL,
    fingerprint  bytea       NOT NULL,
    order_id     uuid        NOT NULL,
    status       integer,
    body         bytea,
    leased_until timestamptz NOT NULL,
    created_at   timestamptz NOT NULL,
    PRIMARY KEY (caller, key)
);

CREATE INDEX idempotency_keys_old ON idempotency_keys (created_at);
