package chosao.catalog.product;

import chosao.catalog.category.Categories;
import chosao.catalog.producer.ProducerChanged;
import chosao.catalog.region.Regions;
import chosao.kernel.clock.MarketCalendar;
import chosao.kernel.feed.Changes;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

/**
 * Tells the feed of products, whole, in the transaction that changes them. A product's row is
 * locked before anything of it is changed, so its versions are told in the order in which they were
 * made. Thread-safe.
 */
@Singleton
public class ProductFeed {

    /** The kind under which products stand in the feed. */
    static final String KIND = "product";

    /**
     * How many products are read and told of at a time: of a producer with very many, neither the
     * memory nor the 65,535 parameters that a statement may have would be enough for all.
     */
    private static final int PART = 500;

    private final ProductRepository products;
    private final Offers offers;
    private final Changes changes;
    private final Regions regions;
    private final Categories categories;
    private final MarketCalendar calendar;

    ProductFeed(
            ProductRepository products,
            Offers offers,
            Changes changes,
            Regions regions,
            Categories categories,
            MarketCalendar calendar) {
        this.products = products;
        this.offers = offers;
        this.changes = changes;
        this.regions = regions;
        this.categories = categories;
        this.calendar = calendar;
    }

    /** Tells of products as they are now, at their present versions. */
    @Transactional(TxType.MANDATORY)
    public void tell(Collection<UUID> ids) {
        inParts(ids).forEach(this::tellPart);
    }

    private void tellPart(List<UUID> ids) {
        var today = calendar.today();
        changes.recordAll(
                offers.of(ids).stream()
                        .map(offer ->
                                new Changes.Entry(
                                        KIND,
                                        offer.product().id(),
                                        offer.product().version(),
                                        ProductSnapshot.of(offer, today, regions, categories)))
                        .toList());
    }

    /** Raises the versions of locked products, of which something beside their own row changed. */
    @Transactional(TxType.MANDATORY)
    public void tellChanged(Collection<UUID> ids) {
        inParts(ids)
                .forEach(part -> {
                    products.raiseVersions(part);
                    tellPart(part);
                });
    }

    private static Stream<List<UUID>> inParts(Collection<UUID> ids) {
        return ids.stream().gather(Gatherers.windowFixed(PART));
    }

    @EventListener
    @Transactional(TxType.MANDATORY)
    void onProducerChanged(ProducerChanged event) {
        tellChanged(products.lockOfProducer(event.producerId()));
    }
}
