-- The payment of an order. What is to be done at the payment provider is written here before it is done,
-- in the transaction that decided it; attend_at says when someone has to look after the row again.
CREATE TABLE payments (
    order_id      uuid        PRIMARY KEY REFERENCES orders,
    method        text        NOT NULL CHECK (method IN ('card')),
    state         text        NOT NULL CHECK (state IN ('pending', 'open', 'succeeded', 'failed', 'cancelled',
                                  'refund_pending', 'refunded')),
    amount        bigint      NOT NULL CHECK (amount > 0),
    currency      text        NOT NULL,
    intent_id     text        UNIQUE,
    client_secret text,
    -- Why the last attempt of the buyer was declined, in the provider's code.
    failure       text,
    attend_at     timestamptz,
    attempts      integer     NOT NULL DEFAULT 0
);

CREATE INDEX payments_to_attend ON payments (attend_at) WHERE attend_at IS NOT NULL;

CREATE TABLE refunds (
    id        uuid        PRIMARY KEY,
    order_id  uuid        NOT NULL REFERENCES payments,
    -- Which payment of the order is given back; nearly always the order's own.
    intent_id text        NOT NULL,
    amount    bigint      NOT NULL CHECK (amount > 0),
    currency  text        NOT NULL,
    reason    text        NOT NULL,
    state     text        NOT NULL CHECK (state IN ('pending', 'submitted', 'succeeded', 'failed')),
    stripe_id text        UNIQUE,
    failure   text,
    attend_at timestamptz,
    attempts  integer     NOT NULL DEFAULT 0,
    UNIQUE (intent_id, reason)
);

CREATE INDEX refunds_by_order ON refunds (order_id);
CREATE INDEX refunds_to_attend ON refunds (attend_at) WHERE attend_at IS NOT NULL;

-- Events of Stripe that have had their effect: a second delivery finds its id here.
CREATE TABLE stripe_events (
    id          text        PRIMARY KEY,
    received_at timestamptz NOT NULL
);

CREATE INDEX stripe_events_old ON stripe_events (received_at);
