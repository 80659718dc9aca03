package chosao.orders.offer;

import chosao.kernel.feed.Change;
import chosao.kernel.feed.FeedCursor;
import chosao.kernel.feed.FeedReader;
import chosao.orders.stock.SampleStock;
import chosao.orders.stock.Stock;
import chosao.orders.stock.Supply;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
    private final JsonMapper json;

    CatalogFeed(Offers offers, Stock stock, SampleStock sampleStock, JsonMapper json) {
        this.offers = offers;
        this.stock = stock;
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
        var assorted = new HashSet<UUID>();
        var supplies = new ArrayList<Supply>();
        for (var change : changes) {
            if (change.kind().equals(PRODUCT) && apply(change, supplies)) {
                assorted.add(change.id());
            }
        }
        stock.follow(assorted, supplies);
        if (next.compareTo(position) > 0) {
            offers.moveTo(next);
        }
    }

    /** True if the product has other SKUs than before; a sample's new ones are to be supplied. */
    private boolean apply(Change change, List<Supply> supplies) {
        var data = change.data();
        if (data == null) {
            return offers.delete(change.id(), change.version());
        }
        try {
            var product = json.readValueFromTree(data, CatalogProduct.class);
            if (!offers.put(product, change.version())) {
                return false;
            }
            if (product.sample()) {
                supplies.addAll(
                        sampleStock.of(
                                product.id(),
                                product.producer().id(),
                                product.variants().stream()
                                        .map(CatalogProduct.Variant::sku)
                                        .toList()));
            }
            return true;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("product " + change.id(), unreadable);
        }
    }
}
