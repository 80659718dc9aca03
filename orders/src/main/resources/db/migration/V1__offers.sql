-- Orders' own copy of what catalog offers, so that an order is one local transaction. All of it can be
-- dropped and followed anew from the start of catalog's feed.

-- How far a feed has been followed; written in the transaction that applied what was read.
CREATE TABLE feed_cursors (
    feed   text PRIMARY KEY,
    cursor text NOT NULL
);

INSERT INTO feed_cursors (feed, cursor) VALUES ('catalog', '0-0');

-- A product as the feed last told it. A deleted one stays as a row that is not listed, so that an older
-- version arriving late cannot bring it back.
CREATE TABLE offers (
    product_id    uuid    PRIMARY KEY,
    version       bigint  NOT NULL,
    deleted       boolean NOT NULL DEFAULT false,
    name          text,
    producer_id   uuid,
    producer_name text,
    owner_account uuid,
    listed        boolean NOT NULL,
    -- Every certificate the product ever had: [{id, stars, issuedOn, expiresOn, revokedOn}]. Which of them
    -- covers a day is decided when asked.
    certificates  jsonb   NOT NULL DEFAULT '[]',
    CONSTRAINT offers_deleted_or_whole CHECK (deleted OR num_nonnulls(name, producer_id, producer_name) = 3)
);

CREATE INDEX offers_owner ON offers (owner_account) WHERE owner_account IS NOT NULL;

CREATE TABLE offer_variants (
    sku        text   PRIMARY KEY,
    product_id uuid   NOT NULL REFERENCES offers,
    name       text   NOT NULL,
    price      bigint NOT NULL CHECK (price > 0),
    currency   text   NOT NULL CHECK (currency ~ '^[A-Z]{3}$')
);

CREATE INDEX offer_variants_product ON offer_variants (product_id);
