package chosao.bench.goods;

import chosao.bench.market.Api;
import java.time.Duration;
import java.util.List;

/** What there is to measure with, and what buyers ask for. */
public final class Goods {

    private static final int SEARCHES = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Supply supply;
    private final Shelf shelf;
    private final List<Product> own;

    private Goods(Supply supply, Shelf shelf, List<Product> own) {
        this.supply = supply;
        this.shelf = shelf;
        this.own = own;
    }

    /** Makes sure the market has that many products of the benchmark, for sale and searchable. */
    public static Goods prepare(Api gateway, int wanted) {
        var supply = Supply.open(gateway);
        var before = Shelf.read(gateway);
        if (before.listings().isEmpty()) {
            throw new IllegalStateException("the market lists nothing that one could measure with");
        }
        var own = supply.replenish(wanted, before.listings());
        return new Goods(supply, awaitShelf(gateway, own), own);
    }

    private static Shelf awaitShelf(Api gateway, List<Product> own) {
        long startedAt = System.nanoTime();
        var ids = own.stream().map(Product::id).toList();
        var shelf = Shelf.read(gateway);
        while (!shelf.holds(ids)) {
            if (System.nanoTime() - startedAt > PATIENCE.toNanos()) {
                throw new IllegalStateException(
                        "the search does not show all products after " + PATIENCE);
            }
            shelf = Shelf.read(gateway);
        }
        return shelf;
    }

    /** How many products are listed. */
    public int number() {
        return shelf.listings().size();
    }

    /** Paths of all listed products. */
    public List<String> details() {
        return shelf.listings().stream()
                .map(listing -> "/api/v1/products/" + listing.id())
                .toList();
    }

    public List<String> listings() {
        return Questions.listings(shelf);
    }

    public List<String> searches() {
        return Questions.searches(shelf, SEARCHES);
    }

    /** Of what the benchmark may sell. */
    public List<String> skus() {
        return own.stream().map(Product::sku).toList();
    }

    public List<Product> own() {
        return own;
    }

    /** A new product of which there are only so many pieces. */
    public Product rare(int pieces) {
        var model = shelf.listings().getFirst();
        return supply.rare(model, pieces);
    }

    /** The market as the owner of the benchmark's products sees it. */
    public Api producer() {
        return supply.producer();
    }
}
