package chosao.catalog.product;

import static chosao.kernel.problem.KernelProblem.INVALID_REQUEST;
import static java.util.Comparator.naturalOrder;
import static java.util.stream.Collectors.toSet;

import chosao.catalog.CatalogProblem;
import chosao.catalog.category.Categories;
import chosao.catalog.certificate.Certificate;
import chosao.catalog.certificate.Certificates;
import chosao.catalog.certificate.Standing;
import chosao.catalog.producer.Producer;
import chosao.catalog.producer.Producers;
import chosao.catalog.product.ProductChange.WantedVariant;
import chosao.catalog.region.Region;
import chosao.catalog.region.Regions;
import chosao.kernel.clock.MarketCalendar;
import chosao.kernel.http.EntityTag;
import chosao.kernel.id.TimeOrderedId;
import chosao.kernel.money.Money;
import chosao.kernel.security.Caller;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The goods. Every operation locks the product's row first, and tells the feed what it did in the
 * same transaction. Thread-safe.
 */
@Singleton
public class Products {

    /** In đồng: what a card can be charged at the most, ten digits. */
    private static final long HIGHEST_PRICE = 9_999_999_999L;

    private final ProductRepository repository;
    private final VariantRepository variants;
    private final Producers producers;
    private final Certificates certificates;
    private final Categories categories;
    private final Regions regions;
    private final ProductFeed feed;
    private final ProductConfig config;
    private final MarketCalendar calendar;
    private final Clock clock;

    Products(
            ProductRepository repository,
            VariantRepository variants,
            Producers producers,
            Certificates certificates,
            Categories categories,
            Regions regions,
            ProductFeed feed,
            ProductConfig config,
            MarketCalendar calendar,
            Clock clock) {
        this.repository = repository;
        this.variants = variants;
        this.producers = producers;
        this.certificates = certificates;
        this.categories = categories;
        this.regions = regions;
        this.feed = feed;
        this.config = config;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** Makes a draft of the caller's producer: nobody else sees it until it is listed. */
    @Transactional
    UUID create(Caller caller, NewProduct wanted) {
        // Held, so that a change of the producer meanwhile cannot miss a product not yet committed.
        var producer = producerFor(producers.hold(caller), wanted.producerId());
        int most = config.perProducer();
        if (repository.countOfProducer(producer.id(), most) >= most) {
            throw CatalogProblem.TOO_MANY_PRODUCTS.with(most);
        }
        var category = categoryOf(wanted.category());
        var region = regions.required(wanted.region());
        var product =
                new Product(
                        TimeOrderedId.next(),
                        producer.id(),
                        wanted.name(),
                        wanted.description() == null ? "" : wanted.description(),
                        category,
                        region.edition(),
                        region.code(),
                        null,
                        null,
                        null,
                        null,
                        1,
                        clock.instant(),
                        false);
        var forms = new ArrayList<Variant>();
        for (var form : wanted.variants()) {
            forms.add(
                    variant(
                            product.id(),
                            Sku.next(),
                            forms.size(),
                            form.name(),
                            form.price(),
                            form.weightGrams()));
        }
        repository.save(product);
        variants.saveAll(forms);
        feed.tell(List.of(product.id()));
        return product.id();
    }

    /** Which of the caller's producers is meant; one that acts for a single one need not say. */
    private static Producer producerFor(List<Producer> candidates, @Nullable UUID wanted) {
        if (candidates.isEmpty()) {
            throw CatalogProblem.PRODUCER_MISSING.with();
        }
        if (wanted == null && candidates.size() > 1) {
            throw INVALID_REQUEST.with().field("/producerId", "field.which-producer");
        }
        return candidates.stream()
                .filter(producer -> wanted == null || producer.id().equals(wanted))
                .findFirst()
                .orElseThrow(() ->
                        INVALID_REQUEST.with().field("/producerId", "field.not-your-producer"));
    }

    /**
     * Changes what the change names. A change that leaves all as it was raises no version and is
     * not told.
     *
     * @throws chosao.kernel.problem.ProblemException {@code certified-facts} where it would make
     *     other goods of what a council has certified
     */
    @Transactional
    void change(Caller caller, UUID id, @Nullable String ifMatch, ProductChange change) {
        var before = lockForOwner(caller, id);
        EntityTag.require(ifMatch, before.version());
        var after = changed(before, change);
        requireSameGoods(before, after);
        var formsBefore = variants.ofProducts(List.of(id));
        var formsAfter =
                change.variants().map(wanted -> changed(id, formsBefore, wanted)).or(formsBefore);
        if (after.equals(before) && formsAfter.equals(formsBefore)) {
            return;
        }
        repository.update(after.atNextVersion());
        replace(formsBefore, formsAfter);
        feed.tell(List.of(id));
    }

    private Product changed(Product before, ProductChange change) {
        var region = change.region().map(regions::required).or(before.region());
        boolean stays = region.equals(before.region());
        return new Product(
                before.id(),
                before.producerId(),
                change.name().or(before.name()),
                change.description().or(before.description()),
                change.category().map(this::categoryOf).or(before.categoryCode()),
                region.edition(),
                region.code(),
                before.placeAtAward(),
                stays ? before.originEdition() : null,
                stays ? before.originCode() : null,
                before.listedAt(),
                before.version(),
                before.createdAt(),
                before.sample());
    }

    /**
     * A certificate is for the goods that a council has seen, from the moment it is recorded to its
     * last day. A grant locks the product too, so none can appear until the change is committed.
     */
    private void requireSameGoods(Product before, Product after) {
        var differences = differingFacts(before, after);
        if (differences.isEmpty()) {
            return;
        }
        var today = calendar.today();
        certificates.of(before.id()).stream()
                .filter(each -> each.coversFrom(today))
                .map(Certificate::expiresOn)
                .max(naturalOrder())
                .ifPresent(lastDay -> {
                    var refusal = CatalogProblem.CERTIFIED_FACTS.with(lastDay);
                    differences.forEach(pointer -> refusal.field(pointer, "field.certified"));
                    throw refusal;
                });
    }

    /** Where in a body the facts stand that a council decides on and the two differ in. */
    private static List<String> differingFacts(Product before, Product after) {
        var pointers = new ArrayList<String>();
        if (!after.name().equals(before.name())) {
            pointers.add("/name");
        }
        if (!after.categoryCode().equals(before.categoryCode())) {
            pointers.add("/category");
        }
        if (!after.region().equals(before.region())) {
            pointers.add("/region");
        }
        return pointers;
    }

    private static List<Variant> changed(
            UUID product, List<Variant> before, List<WantedVariant> wanted) {
        var free = before.stream().map(Variant::sku).collect(toSet());
        var after = new ArrayList<Variant>();
        for (int i = 0; i < wanted.size(); i++) {
            var form = wanted.get(i);
            if (form.sku() != null && !free.remove(form.sku())) {
                throw INVALID_REQUEST
                        .with()
                        .field("/variants/" + i + "/sku", "field.foreign-variant");
            }
            var sku = form.sku() == null ? Sku.next() : form.sku();
            after.add(variant(product, sku, i, form.name(), form.price(), form.weightGrams()));
        }
        return after;
    }

    private void replace(List<Variant> before, List<Variant> after) {
        var had = before.stream().map(Variant::sku).collect(toSet());
        var has = after.stream().map(Variant::sku).collect(toSet());
        var withdrawn = before.stream().filter(each -> !has.contains(each.sku())).toList();
        var kept = after.stream().filter(each -> had.contains(each.sku())).toList();
        var added = after.stream().filter(each -> !had.contains(each.sku())).toList();
        if (!withdrawn.isEmpty()) {
            variants.deleteAll(withdrawn);
        }
        if (!kept.isEmpty()) {
            variants.updateAll(kept);
        }
        if (!added.isEmpty()) {
            variants.saveAll(added);
        }
    }

    /** Offers the product for sale, if the gate is open to it today. */
    @Transactional
    void list(Caller caller, UUID id) {
        var product = lockForOwner(caller, id);
        switch (Standing.of(certificates.of(id), calendar.today())) {
            case Standing.Certified _ -> {}
            case Standing.Uncertified() -> throw CatalogProblem.CERTIFICATE_MISSING.with();
            case Standing.Expired(var latest) ->
                    throw CatalogProblem.CERTIFICATE_EXPIRED
                            .with(latest.expiresOn())
                            .member("expiresOn", latest.expiresOn());
            case Standing.Revoked(var latest) ->
                    throw CatalogProblem.CERTIFICATE_REVOKED.with(
                            String.valueOf(latest.revokedOn()));
            case Standing.BelowMinimum(var latest) ->
                    throw CatalogProblem.CERTIFICATE_BELOW_MINIMUM
                            .with(latest.stars())
                            .member("stars", latest.stars());
        }
        if (product.listedAt() == null) {
            repository.offer(id, clock.instant());
            feed.tell(List.of(id));
        }
    }

    /** Takes the product off; a repeat changes nothing. */
    @Transactional
    void withdraw(Caller caller, UUID id) {
        if (lockForOwner(caller, id).listedAt() != null) {
            repository.offer(id, null);
            feed.tell(List.of(id));
        }
    }

    /**
     * Locks a product until the transaction ends.
     *
     * @return whether it exists
     */
    @Transactional(TxType.MANDATORY)
    public boolean lock(UUID id) {
        return repository.lock(id).isPresent();
    }

    /** Locks those of the products that exist, in the order of their ids, and says which. */
    @Transactional(TxType.MANDATORY)
    public List<UUID> lockAll(Collection<UUID> ids) {
        return ids.isEmpty() ? List.of() : repository.lockAll(ids);
    }

    /** Waits until no other transaction loads the sample, and keeps others waiting. */
    @Transactional(TxType.MANDATORY)
    public void holdSample() {
        repository.lockSample();
    }

    /** Whether a product that is not on sale is shown to the caller. */
    public boolean showsUnlisted(UUID id, @Nullable Caller caller) {
        return producerOf(id).filter(producer -> producer.showsUnlistedTo(caller)).isPresent();
    }

    /**
     * The province that a product is from, on today's map.
     *
     * @throws java.util.NoSuchElementException if there is no such product
     */
    @Transactional(TxType.MANDATORY)
    public Region provinceOf(UUID id) {
        var product = repository.all(List.of(id)).getFirst();
        return regions.provinceOf(regions.get(product.region()));
    }

    /** Whether it is a product of a producer that the caller acts for. */
    @Transactional(TxType.MANDATORY)
    public boolean belongsTo(Caller caller, UUID id) {
        return producerOf(id).filter(producer -> producer.belongsTo(caller)).isPresent();
    }

    /** Adds products that came with the program; the feed is told by the caller. */
    @Transactional(TxType.MANDATORY)
    public void addAll(List<Product> products, List<Variant> forms) {
        repository.saveAll(products);
        variants.saveAll(forms);
    }

    /**
     * Notes the former unit that a product was certified for, unless one is noted already. The
     * caller has the product locked, and tells the feed.
     *
     * @return whether it was noted now
     */
    @Transactional(TxType.MANDATORY)
    public boolean originate(UUID id, Region.Id formerUnit) {
        return repository.originate(id, formerUnit.edition(), formerUnit.code()) == 1;
    }

    /** Puts products that came with the program on sale, as their producers would. */
    @Transactional(TxType.MANDATORY)
    public void offerSample(Collection<UUID> ids, Instant since) {
        if (!ids.isEmpty()) {
            repository.offerAll(ids, since);
        }
    }

    private Optional<Producer> producerOf(UUID product) {
        return repository.all(List.of(product)).stream()
                .findFirst()
                .map(Product::producerId)
                .flatMap(producers::find);
    }

    private Product lockForOwner(Caller caller, UUID id) {
        var product =
                repository.lock(id).orElseThrow(() -> CatalogProblem.PRODUCT_NOT_FOUND.with(id));
        return Optional.of(product.producerId())
                .flatMap(producers::find)
                .filter(producer -> producer.isKeptBy(caller))
                .map(_ -> product)
                .orElseThrow(() -> CatalogProblem.PRODUCT_NOT_FOUND.with(id));
    }

    private static Variant variant(
            UUID product, String sku, int position, String name, Money price, int weightGrams) {
        var pointer = "/variants/" + position + "/price";
        if (!price.currency().equals(Money.VND)) {
            throw INVALID_REQUEST.with().field(pointer + "/currency", "field.not-vnd");
        }
        if (price.amount() < 1 || price.amount() > HIGHEST_PRICE) {
            throw INVALID_REQUEST
                    .with()
                    .field(pointer + "/amount", "field.range", 1, HIGHEST_PRICE);
        }
        return new Variant(
                sku,
                product,
                position,
                name,
                price.amount(),
                price.currency().getCurrencyCode(),
                weightGrams);
    }

    private String categoryOf(String code) {
        return categories
                .set(code)
                .orElseThrow(() -> INVALID_REQUEST.with().field("/category", "field.no-set"))
                .code();
    }
}
