package chosao.search.query;

import chosao.search.index.Card;
import chosao.search.index.PackedCard;
import co.elastic.clients.elasticsearch._types.query_dsl.FieldAndFormat;
import co.elastic.clients.elasticsearch.core.msearch.MultisearchBody;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values of a document that an answer is made of. Elasticsearch gives each as a list of all
 * that the document has of it.
 */
record Stored(
        @JsonProperty(CARD) @JsonDeserialize(contentUsing = PackedCard.Unpacker.class)
                List<Card> cards,
        @JsonProperty(IN_STOCK) @Nullable List<Boolean> stock) {

    private static final String CARD = "product.card";
    private static final String IN_STOCK = "availability.inStock";

    private static final List<FieldAndFormat> VALUES = List.of(value(CARD), value(IN_STOCK));

    /** Asks for these of each hit, and for nothing that is stored, the source included. */
    static MultisearchBody.Builder only(MultisearchBody.Builder search) {
        return search.docvalueFields(VALUES).storedFields("_none_");
    }

    private static FieldAndFormat value(String field) {
        return FieldAndFormat.of(value -> value.field(field));
    }

    Card card() {
        return cards.getFirst();
    }

    /** False as well where orders never told anything of it. */
    boolean inStock() {
        return stock != null && stock.contains(true);
    }
}
