package chosao.search.query;

import java.util.Arrays;
import java.util.Optional;

/**
 * In which order results stand. Equals stand in the order of their ids, so that pages neither skip
 * nor repeat.
 */
enum Order {
    RELEVANCE("relevance"),
    PRICE("price"),
    PRICE_DESCENDING("-price"),
    NEWEST("newest"),
    STARS("stars");

    private final String wire;

    Order(String wire) {
        this.wire = wire;
    }

    String wire() {
        return wire;
    }

    /** Whether the order is by a score, a fraction, or by a field of whole numbers. */
    boolean isByScore() {
        return this == RELEVANCE || this == STARS;
    }

    static Optional<Order> find(String wire) {
        return Arrays.stream(values()).filter(order -> order.wire.equals(wire)).findFirst();
    }
}
