package chosao.catalog.product;

import chosao.catalog.category.Categories;
import chosao.catalog.region.Regions;
import chosao.kernel.clock.MarketCalendar;
import chosao.kernel.http.EntityTag;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.json.JsonMapper;
import io.micronaut.transaction.TransactionDefinition;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Products as clients read them, written out once for each version and day. A reader's one query
 * asks for the version, so what it gets is never older than the database, whichever copy of the
 * service made the change; and a page of yesterday is not served today, so the gate needs no
 * clockwork. Thread-safe.
 */
@Singleton
class ProductPages {

    /**
     * How much memory pages may take. Most have about two kilobytes, but one may have thirty times
     * as many.
     *
     * @param bytes the most that held pages have together
     */
    @ConfigurationProperties("catalog.product-pages")
    record Settings(@Bindable(defaultValue = "20000000") @Min(0) long bytes) {}

    /**
     * A product written out.
     *
     * @param day the day for which it says how the certificate stands
     * @param turn how many certificates began by that day without a write
     * @param owner the account that owns its producer
     */
    @SuppressWarnings("ArrayRecordComponent") // handed to the network as it is, never changed
    record Page(
            long version,
            LocalDate day,
            long turn,
            boolean onSale,
            UUID producer,
            @Nullable UUID owner,
            byte[] json) {

        /** What it is known by to those who keep a copy. */
        String tag() {
            return EntityTag.of(version, turn);
        }
    }

    private final ProductRepository products;
    private final Reader reader;
    private final MarketCalendar calendar;
    private final Cache<UUID, Page> pages;

    ProductPages(
            ProductRepository products, Reader reader, MarketCalendar calendar, Settings settings) {
        this.products = products;
        this.reader = reader;
        this.calendar = calendar;
        this.pages =
                Caffeine.newBuilder()
                        .maximumWeight(settings.bytes())
                        .weigher((UUID _, Page page) -> page.json().length)
                        .build();
    }

    Optional<Page> find(UUID id) {
        var version = products.version(id);
        if (version.isEmpty()) {
            return Optional.empty();
        }
        var today = calendar.today();
        var held = pages.getIfPresent(id);
        if (held != null && held.version() == version.get() && held.day().equals(today)) {
            return Optional.of(held);
        }
        var page = reader.read(id, today);
        page.ifPresent(fresh -> pages.put(id, fresh));
        return page;
    }

    /** Reads products and writes them out. */
    @Singleton
    static class Reader {

        private final ProductRepository products;
        private final Offers offers;
        private final Regions regions;
        private final Categories categories;
        private final JsonMapper json;

        Reader(
                ProductRepository products,
                Offers offers,
                Regions regions,
                Categories categories,
                JsonMapper json) {
            this.products = products;
            this.offers = offers;
            this.regions = regions;
            this.categories = categories;
            this.json = json;
        }

        /** All its queries see one moment, or a page could show a version that never was. */
        @Transactional(readOnly = true, isolation = TransactionDefinition.Isolation.REPEATABLE_READ)
        Optional<Page> read(UUID id, LocalDate today) {
            return offers.of(id).map(offer -> page(offer, today));
        }

        /** Those of a producer that come after an id. */
        @Transactional(readOnly = true, isolation = TransactionDefinition.Isolation.REPEATABLE_READ)
        List<ProductView> readAll(UUID producer, UUID after, int limit, LocalDate today) {
            return views(products.ofProducer(producer, after, limit), today);
        }

        /** Those of them that are on sale, as they are at the moment in which they are. */
        @Transactional(readOnly = true, isolation = TransactionDefinition.Isolation.REPEATABLE_READ)
        List<ProductView> readOnSale(UUID producer, UUID after, int limit, LocalDate today) {
            return views(products.onSaleOfProducer(producer, today, after, limit), today);
        }

        private List<ProductView> views(List<UUID> ids, LocalDate today) {
            return offers.of(ids).stream().map(offer -> view(offer, today)).toList();
        }

        private Page page(Offer offer, LocalDate today) {
            var view = view(offer, today);
            try {
                return new Page(
                        offer.product().version(),
                        today,
                        offer.turnsBy(today),
                        view.listed(),
                        offer.producer().id(),
                        offer.producer().ownerAccount(),
                        json.writeValueAsBytes(view));
            } catch (IOException unwritable) {
                throw new UncheckedIOException(unwritable);
            }
        }

        private ProductView view(Offer offer, LocalDate today) {
            return ProductView.of(offer, today, regions, categories);
        }
    }
}
