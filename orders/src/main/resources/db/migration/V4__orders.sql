CREATE TABLE orders (
    id               uuid        PRIMARY KEY,
    number           text        NOT NULL CONSTRAINT orders_number_key UNIQUE,
    account_id       uuid,
    -- SHA-256 of the cart's token: who ordered signed out reads the order with it.
    token_hash       bytea,
    state            text        NOT NULL CHECK (state IN ('awaiting_payment', 'confirmed', 'shipped',
                                     'delivered', 'cancelled', 'expired', 'refunded')),
    -- Why it ended without delivery, as the buyer is told.
    end_reason       text,
    contact_name     text        NOT NULL,
    contact_phone    text        NOT NULL,
    contact_email    text        NOT NULL,
    shipping_line    text        NOT NULL,
    shipping_region  text        NOT NULL,
    total            bigint      NOT NULL CHECK (total > 0),
    currency         text        NOT NULL,
    created_at       timestamptz NOT NULL,
    payment_deadline timestamptz NOT NULL,
    CONSTRAINT orders_one_owner CHECK ((account_id IS NULL) <> (token_hash IS NULL))
);

CREATE INDEX orders_by_account ON orders (account_id, created_at DESC, id DESC) WHERE account_id IS NOT NULL;

-- What one producer ships of an order.
CREATE TABLE consignments (
    id            uuid        PRIMARY KEY,
    order_id      uuid        NOT NULL REFERENCES orders,
    producer_id   uuid        NOT NULL,
    producer_name text        NOT NULL,
    place_id      uuid        NOT NULL,
    state         text        NOT NULL CHECK (state IN ('awaiting_payment', 'confirmed', 'shipped',
                                  'delivered', 'cancelled')),
    created_at    timestamptz NOT NULL,
    UNIQUE (order_id, producer_id)
);

CREATE INDEX consignments_by_producer ON consignments (producer_id, created_at DESC, id DESC);

-- Names and prices as they were when the order was placed.
CREATE TABLE order_lines (
    order_id       uuid    NOT NULL REFERENCES orders,
    position       integer NOT NULL,
    consignment_id uuid    NOT NULL REFERENCES consignments,
    sku            text    NOT NULL,
    product_id     uuid    NOT NULL,
    product_name   text    NOT NULL,
    variant_name   text    NOT NULL,
    unit_price     bigint  NOT NULL CHECK (unit_price > 0),
    quantity       integer NOT NULL CHECK (quantity > 0),
    PRIMARY KEY (order_id, position),
    UNIQUE (order_id, sku)
);
