-- To forget carts that became an order, which no other index finds by their age.
CREATE INDEX carts_ordered ON carts (updated_at) WHERE order_id IS NOT NULL;
