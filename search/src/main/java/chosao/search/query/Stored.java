package chosao.search.query;

import chosao.search.index.Card;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part of a document that an answer is made of. */
record Stored(@Nullable Product product, @Nullable Availability availability) {

    /** The names of these parts, to be asked of Elasticsearch. */
    static final List<String> FIELDS = List.of("product.card", "availability.inStock");

    record Product(Card card) {}

    record Availability(boolean inStock) {}

    boolean inStock() {
        return availability != null && availability.inStock();
    }
}
