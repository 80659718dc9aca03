package chosao.orders.offer;

import chosao.kernel.feed.Change;
import chosao.kernel.feed.FeedCursor;
import chosao.kernel.feed.FeedReader;
import chosao.orders.stock.SampleStock;
import chosao.orders.stock.Stock;
import chosao.orders.stock.Supply;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Applies catalog's feed to the offers. The position moves in the transaction that applies a page,
 * under its row's lock: several copies of the service may follow at once, and one that is behind
 * repeats what changes nothing and moves the position nowhere.
 */
@Singleton
class CatalogFeed implements FeedReader {

    private static final String PRODUCT = "product";

    private final Offers offers;
    private final Stock stock;
    private final SampleStock sampleStock;
    private final CoverReviews reviews;
    private final JsonMapper json;

    CatalogFeed(
            Offers offers,
            Stock stock,
            SampleStock sampleStock,
            CoverReviews reviews,
            JsonMapper json) {
        this.offers = offers;
        this.stock = stock;
        this.sampleStock = sampleStock;
        this.reviews = reviews;
        this.json = json;
    }

    @Override
    public FeedCursor position() {
        return offers.position();
    }

    @Override
    @Transactional
    public void apply(List<Change> changes, FeedCursor next) {
        var position = offers.lockPosition();
        // What was on offer between two changes of one page was never to be had: it gets nothing.
        var supplies = new HashMap<UUID, List<Supply>>();
        var lost = new HashSet<UUID>();
        for (var change : changes) {
            if (change.kind().equals(PRODUCT)) {
                apply(change, supplies, lost);
            }
        }
        reviews.add(lost);
        stock.follow(supplies.keySet(), supplies.values().stream().flatMap(List::stream).toList());
        if (next.compareTo(position) > 0) {
            offers.moveTo(next);
        }
    }

    /**
     * Where the product has other SKUs than before, notes what they are to be supplied with; where
     * it lost cover, notes that.
     */
    private void apply(Change change, Map<UUID, List<Supply>> supplies, Set<UUID> lost) {
        var data = change.data();
        if (data == null) {
            if (offers.delete(change.id(), change.version())) {
                supplies.put(change.id(), List.of());
            }
            return;
        }
        var product = read(change, data);
        var effect = offers.put(product, change.version());
        if (effect.skus()) {
            supplies.put(product.id(), suppliesOf(product));
        }
        if (effect.coverLost()) {
            lost.add(product.id());
        }
    }

    private CatalogProduct read(Change change, JsonNode data) {
        try {
            return json.readValueFromTree(data, CatalogProduct.class);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("product " + change.id(), unreadable);
        }
    }

    private List<Supply> suppliesOf(CatalogProduct product) {
        return product.sample()
                ? sampleStock.of(
                        product.id(),
                        product.producer().id(),
                        product.variants().stream().map(CatalogProduct.Variant::sku).toList())
                : List.of();
    }
}
