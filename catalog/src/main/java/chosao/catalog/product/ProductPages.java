package chosao.catalog.product;

import chosao.catalog.category.Categories;
import chosao.catalog.region.Regions;
import chosao.kernel.clock.MarketCalendar;
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
     * How many pages are held, each of about two kilobytes.
     *
     * @param held the most that are held at a time
     */
    @ConfigurationProperties("catalog.product-pages")
    record Settings(@Bindable(defaultValue = "10000") @Min(0) long held) {}

    /**
     * A product written out.
     *
     * @param day the day for which it says how the certificate stands
     * @param owner the account that keeps its producer
     */
    @SuppressWarnings("ArrayRecordComponent") // handed to the network as it is, never changed
    record Page(long version, LocalDate day, boolean onSale, @Nullable UUID owner, byte[] json) {}

    private final ProductRepository products;
    private final Reader reader;
    private final MarketCalendar calendar;
    private final Cache<UUID, Page> pages;

    ProductPages(
            ProductRepository products, Reader reader, MarketCalendar calendar, Settings settings) {
        this.products = products;
        this.reader = reader;
        this.calendar = calendar;
        this.pages = Caffeine.newBuilder().maximumSize(settings.held()).build();
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

        private final Offers offers;
        private final Regions regions;
        private final Categories categories;
        private final JsonMapper json;

        Reader(Offers offers, Regions regions, Categories categories, JsonMapper json) {
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

        @Transactional(readOnly = true, isolation = TransactionDefinition.Isolation.REPEATABLE_READ)
        List<ProductView> readAll(List<UUID> ids, LocalDate today) {
            return offers.of(ids).stream().map(offer -> view(offer, today)).toList();
        }

        private Page page(Offer offer, LocalDate today) {
            var view = view(offer, today);
            try {
                return new Page(
                        offer.product().version(),
                        today,
                        view.listed(),
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
