-- What lies where. A producer's warehouse is the place with the producer's own id.
CREATE TABLE stock (
    sku        text    NOT NULL,
    place_id   uuid    NOT NULL,
    product_id uuid    NOT NULL,
    on_hand    integer NOT NULL,
    reserved   integer NOT NULL DEFAULT 0,
    PRIMARY KEY (sku, place_id),
    CONSTRAINT stock_reserved_within_on_hand CHECK (0 <= reserved AND reserved <= on_hand)
);

CREATE INDEX stock_product ON stock (product_id);

-- What is set aside for which order. The row exists exactly as long as stock.reserved counts it; past its
-- deadline anyone who needs the stock may delete it.
CREATE TABLE reservations (
    order_id   uuid        NOT NULL,
    sku        text        NOT NULL,
    place_id   uuid        NOT NULL,
    quantity   integer     NOT NULL CHECK (quantity > 0),
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (order_id, sku, place_id),
    FOREIGN KEY (sku, place_id) REFERENCES stock
);

CREATE INDEX reservations_by_stock ON reservations (sku, place_id, expires_at);

-- One row per product. Everything that changes a product's stock takes this row first, in the order of the
-- ids: it numbers the product's availability changes, and nobody who holds one waits for another in a circle.
CREATE TABLE availability (
    product_id uuid   PRIMARY KEY,
    version    bigint NOT NULL,
    sold       bigint NOT NULL DEFAULT 0 CHECK (sold >= 0)
);
