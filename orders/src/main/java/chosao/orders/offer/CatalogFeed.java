package chosao.orders.offer;

import chosao.kernel.feed.Change;
import chosao.kernel.feed.FeedCursor;
import chosao.kernel.feed.FeedReader;
import chosao.orders.stock.SampleStock;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Applies catalog's feed to the offers. The position moves in the transaction that applies a page,
 * under its row's lock: several copies of the service may follow at once, and one that is behind
 * repeats what changes nothing and moves the position nowhere.
 */
@Singleton
class CatalogFeed implements FeedReader {

    private static final String PRODUCT = "product";

    private final Offers offers;
    private final SampleStock sampleStock;
    private final JsonMapper json;

    CatalogFeed(Offers offers, SampleStock sampleStock, JsonMapper json) {
        this.offers = offers;
        this.sampleStock = sampleStock;
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
        for (var change : changes) {
            if (change.kind().equals(PRODUCT)) {
                apply(change);
            }
        }
        if (next.compareTo(position) > 0) {
            offers.moveTo(next);
        }
    }

    private void apply(Change change) {
        var data = change.data();
        if (data == null) {
            offers.delete(change.id(), change.version());
            return;
        }
        try {
            var product = json.readValueFromTree(data, CatalogProduct.class);
            if (offers.put(product, change.version()) && product.sample()) {
                sampleStock.lay(
                        product.id(),
                        product.producer().id(),
                        product.variants().stream().map(CatalogProduct.Variant::sku).toList());
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("product " + change.id(), unreadable);
        }
    }
}
