CREATE TABLE carts (
    id         uuid        PRIMARY KEY,
    -- A cart belongs to an account, or to whoever holds the token, of which only the SHA-256 is kept.
    account_id uuid,
    token_hash bytea,
    -- The order the cart became; nothing changes in it any more.
    order_id   uuid        UNIQUE,
    updated_at timestamptz NOT NULL,
    CONSTRAINT carts_one_owner CHECK ((account_id IS NULL) <> (token_hash IS NULL))
);

CREATE INDEX carts_abandoned ON carts (updated_at) WHERE order_id IS NULL;

CREATE TABLE cart_items (
    cart_id  uuid        NOT NULL REFERENCES carts ON DELETE CASCADE,
    sku      text        NOT NULL,
    quantity integer     NOT NULL CHECK (quantity BETWEEN 1 AND 999),
    added_at timestamptz NOT NULL,
    PRIMARY KEY (cart_id, sku)
);
