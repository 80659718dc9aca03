-- The former unit that a product was certified for, where it is known: the present unit that it lies in may
-- have been made of several, and goods of one are not goods of the others.
ALTER TABLE products
    ADD COLUMN origin_edition text,
    ADD COLUMN origin_code    text,
    ADD FOREIGN KEY (origin_edition, origin_code) REFERENCES regions,
    ADD CHECK (num_nulls(origin_edition, origin_code) IN (0, 2));
