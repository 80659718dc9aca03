package chosao.search.index;

/**
 * The half of a document that comes from orders.
 *
 * @param version of the product's availability in orders
 * @param sold units in confirmed orders, ever
 */
public record AvailabilityFields(long version, boolean inStock, long sold) {}
