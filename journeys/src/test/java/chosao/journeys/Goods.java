package chosao.journeys;

/**
 * A product with one variant.
 *
 * @param price in đồng
 */
record Goods(String productId, String sku, String name, long price) {}
