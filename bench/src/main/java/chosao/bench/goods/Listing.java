package chosao.bench.goods;

/**
 * A product as buyers find it.
 *
 * @param region code of the province or commune that it comes from
 */
public record Listing(String id, String name, String category, String region) {}
