-- The map changed on 1 July 2025 and codes were used again for other units: a code means nothing
-- without the edition of the map it stands in.
CREATE TABLE region_editions (
    edition    text PRIMARY KEY,
    valid_from date NOT NULL,
    valid_to   date,
    CHECK (valid_from <= valid_to)
);

INSERT INTO region_editions (edition, valid_from, valid_to) VALUES
    ('2024', '2004-01-01', '2025-06-30'),
    ('2025', '2025-07-01', NULL);

CREATE TABLE regions (
    edition text NOT NULL REFERENCES region_editions,
    code    text NOT NULL CHECK (code ~ '^[0-9]{2,5}$'),
    level   text NOT NULL CHECK (level IN ('province', 'district', 'commune')),
    name    text NOT NULL,
    name_en text,
    parent  text,
    PRIMARY KEY (edition, code),
    FOREIGN KEY (edition, parent) REFERENCES regions,
    CHECK ((level = 'province') = (parent IS NULL))
);

-- Where a unit of an earlier edition went. A unit that was split has several rows.
CREATE TABLE region_successors (
    edition      text NOT NULL,
    code         text NOT NULL,
    into_edition text NOT NULL,
    into_code    text NOT NULL,
    split        boolean NOT NULL,
    preferred    boolean, -- null where the source does not say which part is the main one
    PRIMARY KEY (edition, code, into_edition, into_code),
    FOREIGN KEY (edition, code) REFERENCES regions,
    FOREIGN KEY (into_edition, into_code) REFERENCES regions
);
