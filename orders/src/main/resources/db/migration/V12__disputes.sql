-- What holders of cards object to, as the provider last said.
CREATE TABLE disputes (
    id              text        PRIMARY KEY,
    order_id        uuid        NOT NULL REFERENCES orders,
    intent_id       text        NOT NULL,
    amount          bigint      NOT NULL CHECK (amount > 0),
    currency        text        NOT NULL,
    -- In the provider's words.
    reason          text        NOT NULL,
    status          text        NOT NULL,
    state           text        NOT NULL CHECK (state IN ('open', 'won', 'lost')),
    opened_at       timestamptz NOT NULL,
    evidence_due_by timestamptz,
    closed_at       timestamptz,
    CONSTRAINT disputes_closed_or_open CHECK ((state = 'open') = (closed_at IS NULL))
);

CREATE INDEX disputes_by_order ON disputes (order_id);
CREATE INDEX disputes_by_age ON disputes (opened_at DESC, id DESC);
CREATE INDEX disputes_by_state ON disputes (state, opened_at DESC, id DESC);

-- Whether a dispute about its payment is open: nothing is shipped and nothing given back meanwhile.
ALTER TABLE orders ADD COLUMN disputed boolean NOT NULL DEFAULT false;
