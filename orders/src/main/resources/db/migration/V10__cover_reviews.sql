-- When an order's payment was taken in. Of those taken in before this was kept, the earliest moment that it
-- can have been.
ALTER TABLE payments ADD COLUMN paid_at timestamptz;

UPDATE payments p SET paid_at = o.created_at
  FROM orders o WHERE o.id = p.order_id AND p.state IN ('succeeded', 'refund_pending', 'refunded');

-- Which orders hold a product.
CREATE INDEX order_lines_by_product ON order_lines (product_id, order_id);

-- Products that lost a certificate, or of which one ended earlier than was known: the orders that were
-- confirmed meanwhile are to be given back. Written in the transaction that applies catalog's change, deleted
-- once it is done; attend_at says when somebody may take it. A product may stand here more than once: nobody
-- who writes waits for one who works.
CREATE TABLE cover_reviews (
    id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    product_id uuid        NOT NULL,
    attend_at  timestamptz NOT NULL
);

CREATE INDEX cover_reviews_to_attend ON cover_reviews (attend_at);
