-- A province that gives the points of five stars grants four, and passes the product on to the centre.
ALTER TABLE certificates
    ADD COLUMN potential_five_star boolean NOT NULL DEFAULT false,
    ADD CHECK (NOT potential_five_star OR (stars = 4 AND level = 'province'));

ALTER TABLE certificates ALTER COLUMN potential_five_star DROP DEFAULT;
