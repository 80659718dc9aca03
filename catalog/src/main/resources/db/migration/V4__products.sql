CREATE TABLE producers (
    id             uuid PRIMARY KEY,
    name           text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    kind           text NOT NULL
                   CHECK (kind IN ('enterprise', 'cooperative', 'cooperative_group', 'household')),
    tax_code       text,
    region_edition text NOT NULL,
    region_code    text NOT NULL,
    address        text,
    description    text,
    owner_account  uuid, -- null: nobody has claimed it
    version        bigint NOT NULL CHECK (version > 0),
    created_at     timestamptz NOT NULL,
    sample         boolean NOT NULL,
    FOREIGN KEY (region_edition, region_code) REFERENCES regions
);

-- An account keeps one producer.
CREATE UNIQUE INDEX producers_owner_account ON producers (owner_account);

CREATE TABLE products (
    id             uuid PRIMARY KEY,
    producer_id    uuid NOT NULL REFERENCES producers,
    name           text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    description    text NOT NULL CHECK (length(description) <= 10000),
    category_code  text NOT NULL REFERENCES categories,
    region_edition text NOT NULL,
    region_code    text NOT NULL,
    place_at_award text,
    listed_at      timestamptz, -- null: the producer does not offer it
    version        bigint NOT NULL CHECK (version > 0),
    created_at     timestamptz NOT NULL,
    sample         boolean NOT NULL,
    FOREIGN KEY (region_edition, region_code) REFERENCES regions
);

CREATE INDEX products_producer ON products (producer_id, id);

CREATE TABLE variants (
    sku          text PRIMARY KEY CHECK (sku ~ '^[A-Z0-9-]{6,32}$'),
    product_id   uuid NOT NULL REFERENCES products,
    position     integer NOT NULL,
    name         text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    price        bigint NOT NULL CHECK (price > 0),
    currency     text NOT NULL CHECK (currency = 'VND'),
    weight_grams integer NOT NULL CHECK (weight_grams > 0),
    UNIQUE (product_id, position) DEFERRABLE INITIALLY DEFERRED
);
