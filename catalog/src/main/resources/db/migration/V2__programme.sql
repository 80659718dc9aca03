-- The rules of the programme by edition of the decision that made them. A rule is chosen by the
-- date of what it is applied to, never by today's.
CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE TABLE programme_editions (
    code       text PRIMARY KEY,
    decision   text NOT NULL UNIQUE,
    valid_from date NOT NULL,
    valid_to   date,
    EXCLUDE USING gist (daterange(valid_from, valid_to, '[]') WITH &&)
);

-- Which score earns how many stars, who decides on it, and how long the certificate lasts.
CREATE TABLE star_bands (
    edition            text NOT NULL REFERENCES programme_editions,
    stars              smallint NOT NULL CHECK (stars BETWEEN 1 AND 5),
    score_from         numeric(5, 2) NOT NULL,
    score_below        numeric(5, 2), -- null: to the top of the scale, 100 included
    level              text CHECK (level IN ('district', 'province', 'centre')),
    certificate_months integer CHECK (certificate_months > 0),
    PRIMARY KEY (edition, stars),
    EXCLUDE USING gist (edition WITH =, numrange(score_from, score_below) WITH &&),
    -- Below three stars a score is a screening result: nobody issues a certificate.
    CHECK ((level IS NULL) = (certificate_months IS NULL))
);

CREATE TABLE categories (
    code                  text PRIMARY KEY,
    position              integer NOT NULL UNIQUE,
    edition               text NOT NULL REFERENCES programme_editions,
    level                 text NOT NULL CHECK (level IN ('sector', 'group', 'set')),
    name                  text NOT NULL,
    name_en               text NOT NULL,
    parent                text REFERENCES categories,
    managing_agency       text,
    five_samples_required boolean,
    CHECK ((level = 'sector') = (parent IS NULL)),
    CHECK ((level = 'set') = (managing_agency IS NOT NULL)),
    CHECK ((level = 'set') = (five_samples_required IS NOT NULL))
);
