package chosao.catalog.sample;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import chosao.catalog.category.Categories;
import chosao.catalog.certificate.Certificate;
import chosao.catalog.certificate.Certificates;
import chosao.catalog.producer.Producer;
import chosao.catalog.producer.ProducerKind;
import chosao.catalog.producer.Producers;
import chosao.catalog.product.Listing;
import chosao.catalog.product.Offers;
import chosao.catalog.product.Product;
import chosao.catalog.product.ProductFeed;
import chosao.catalog.product.Products;
import chosao.catalog.product.Variant;
import chosao.catalog.programme.Authority;
import chosao.catalog.programme.Edition;
import chosao.catalog.programme.Programme;
import chosao.catalog.region.Region;
import chosao.catalog.region.Regions;
import chosao.kernel.clock.MarketCalendar;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the sample goods: real products, producers, places and stars, with invented prices and, for
 * some, an invented {@linkplain Renewals renewal}. Ids follow from the rows' numbers, so loading
 * again adds nothing; it moves the certificates' dates along with the calendar, so that the sample
 * never ages. What people have changed stays changed. Thread-safe: a load waits for another that
 * runs.
 */
@Singleton
class SampleGoods {

    private static final Logger LOG = LoggerFactory.getLogger(SampleGoods.class);

    /** The day on which the sample's dates are what their sources say. */
    private static final LocalDate COLLECTED_ON = LocalDate.of(2026, Month.NOVEMBER, 22);

    /** Stands in for the day of what has no date. */
    private static final LocalDate UNDATED = LocalDate.of(2026, Month.JANUARY, 1);

    /** "Trà hoa vàng Ba Chẽ": the sample producer's account keeps its producer. */
    private static final int ROW_OF_SAMPLE_ACCOUNT = 107;

    private static final UUID SAMPLE_ACCOUNT =
            UUID.fromString("01890000-0000-7000-8000-000000000002");

    private final Regions regions;
    private final Categories categories;
    private final Programme programme;
    private final Producers producers;
    private final Products products;
    private final Certificates certificates;
    private final Offers offers;
    private final ProductFeed feed;
    private final MarketCalendar calendar;
    private final Clock clock;

    SampleGoods(
            Regions regions,
            Categories categories,
            Programme programme,
            Producers producers,
            Products products,
            Certificates certificates,
            Offers offers,
            ProductFeed feed,
            MarketCalendar calendar,
            Clock clock) {
        this.regions = regions;
        this.categories = categories;
        this.programme = programme;
        this.producers = producers;
        this.products = products;
        this.certificates = certificates;
        this.offers = offers;
        this.feed = feed;
        this.calendar = calendar;
        this.clock = clock;
    }

    /**
     * What a load came to.
     *
     * @param rows rows of the file, each a product
     * @param listed how many are on sale today
     * @param withheld how many are not, by reason
     * @param shiftedDays by how many days the sources' dates were moved
     */
    @Serdeable
    record Loaded(int rows, int listed, SortedMap<String, Integer> withheld, long shiftedDays) {}

    /** Adds what is missing and moves the dates to today. */
    @Transactional
    Loaded load() {
        var today = calendar.today();
        long shift = ChronoUnit.DAYS.between(COLLECTED_ON, today);
        var rows = SampleFile.rows();
        var ids = rows.stream().map(SampleGoods::productId).toList();
        products.holdSample();
        var renewals = renewals(rows);
        var present = new HashSet<>(products.lockAll(ids));
        var missing = rows.stream().filter(row -> !present.contains(productId(row))).toList();
        add(rows, missing, renewals, shift);
        realign(rows, ids, renewals, shift);
        var loaded = count(ids, today, shift);
        LOG.info(
                "Sample goods: {} rows, {} on sale, withheld {}, dates moved by {} days",
                loaded.rows(),
                loaded.listed(),
                loaded.withheld(),
                loaded.shiftedDays());
        return loaded;
    }

    /** The day of the renewal of each row that has one, while the sources' dates are right. */
    private Map<Integer, LocalDate> renewals(List<SampleRow> rows) {
        var lastDays = new HashMap<Integer, LocalDate>();
        for (var row : rows) {
            certificate(row, 0)
                    .filter(certificate -> !certificate.isRevoked())
                    .ifPresent(certificate -> lastDays.put(row.number(), certificate.expiresOn()));
        }
        return Renewals.of(COLLECTED_ON, rows, lastDays);
    }

    private void add(
            List<SampleRow> rows,
            List<SampleRow> missing,
            Map<Integer, LocalDate> renewals,
            long shift) {
        if (missing.isEmpty()) {
            return;
        }
        var makers = makers(rows);
        addProducers(makers, missing);
        var prices = SampleFile.prices();
        var goods = new ArrayList<Product>();
        var forms = new ArrayList<Variant>();
        var decisions = new ArrayList<Certificate>();
        for (var row : missing) {
            var due = certificates(row, renewals, shift);
            var product = product(row, producerId(makers, row), due, shift);
            goods.add(product);
            forms.addAll(
                    Objects.requireNonNull(prices.get(row.category()))
                            .variants(row.number(), product.id()));
            decisions.addAll(due);
        }
        products.addAll(goods, forms);
        certificates.recordAll(decisions);
        feed.tell(goods.stream().map(Product::id).toList());
    }

    /** The first row of each producer, whose number the producer's id is made from. */
    private static Map<List<String>, SampleRow> makers(List<SampleRow> rows) {
        var makers = new LinkedHashMap<List<String>, SampleRow>();
        for (var row : rows) {
            makers.putIfAbsent(row.producerKey(), row);
        }
        return makers;
    }

    private void addProducers(Map<List<String>, SampleRow> makers, List<SampleRow> missing) {
        var wanted = missing.stream().map(row -> producerId(makers, row)).collect(toSet());
        var present = producers.all(wanted).stream().map(Producer::id).collect(toSet());
        var ownedKey =
                missing.stream()
                        .filter(row -> row.number() == ROW_OF_SAMPLE_ACCOUNT)
                        .map(SampleRow::producerKey)
                        .filter(_ -> producers.ofAccount(SAMPLE_ACCOUNT).isEmpty())
                        .findFirst();
        producers.addAll(
                makers.values().stream()
                        .filter(row -> wanted.contains(id(Kind.PRODUCER, row.number())))
                        .filter(row -> !present.contains(id(Kind.PRODUCER, row.number())))
                        .map(row -> producer(row, ownedKey.filter(row.producerKey()::equals)))
                        .toList());
    }

    private Producer producer(SampleRow row, Optional<List<String>> owned) {
        var region = regions.current(row.province()).orElseThrow().id();
        return new Producer(
                id(Kind.PRODUCER, row.number()),
                row.producerName(),
                kind(row.producerKind()).word(),
                null,
                region.edition(),
                region.code(),
                null,
                null,
                owned.isPresent() ? SAMPLE_ACCOUNT : null,
                1,
                clock.instant(),
                true);
    }

    /** Household is the commonest kind: it stands in where the source names none. */
    private static ProducerKind kind(String word) {
        return switch (word) {
            case "enterprise" -> ProducerKind.ENTERPRISE;
            case "cooperative" -> ProducerKind.COOPERATIVE;
            case "cooperative_group" -> ProducerKind.COOPERATIVE_GROUP;
            default -> ProducerKind.HOUSEHOLD;
        };
    }

    private Product product(
            SampleRow row, UUID producer, List<Certificate> certificates, long shift) {
        var region = regions.placeAtAward(row.province(), row.district(), row.commune()).id();
        var origin = originOf(row);
        var since =
                morningOf(
                        certificates.stream()
                                .findFirst()
                                .map(Certificate::issuedOn)
                                .orElse(UNDATED.plusDays(shift)));
        return new Product(
                productId(row),
                producer,
                row.name(),
                description(row),
                row.category(),
                region.edition(),
                region.code(),
                row.placeAtAward(),
                origin.map(Region.Id::edition).orElse(null),
                origin.map(Region.Id::code).orElse(null),
                certificates.isEmpty() ? null : since,
                1,
                since,
                true);
    }

    private Optional<Region.Id> originOf(SampleRow row) {
        return regions.originAtAward(
                        row.province(), row.provinceAtAward(), row.district(), row.commune())
                .map(Region::id);
    }

    /**
     * Facts only, with no sentence around them: a word that stands in every description is found
     * with every product.
     */
    private String description(SampleRow row) {
        var set = categories.set(row.category()).orElseThrow().name();
        return "%s. %s. %s, %s. (mẫu)"
                .formatted(row.name(), set, row.producerName(), row.placeAtAward());
    }

    /** What the sources tell of, then the renewal where there is one: the older first. */
    private List<Certificate> certificates(
            SampleRow row, Map<Integer, LocalDate> renewals, long shift) {
        return Stream.concat(
                        certificate(row, shift).stream(),
                        Optional.ofNullable(renewals.get(row.number())).stream()
                                .map(day -> renewal(row, day, shift)))
                .toList();
    }

    private Optional<Certificate> certificate(SampleRow row, long shift) {
        return row.certifiedStars()
                .flatMap(stars ->
                        row.issuedOn()
                                .map(issuedOn -> {
                                    var revokedOn = row.revokedOn().orElse(null);
                                    return certificate(
                                            id(Kind.CERTIFICATE, row.number()),
                                            row,
                                            stars,
                                            row.decision(),
                                            issuedOn,
                                            revokedOn,
                                            shift);
                                }));
    }

    private Certificate renewal(SampleRow row, LocalDate day, long shift) {
        return certificate(
                id(Kind.RENEWAL, row.number()),
                row,
                row.certifiedStars().orElseThrow(),
                "MẪU-%03d/QĐ-GIA-HẠN".formatted(row.number()),
                day,
                null,
                shift);
    }

    private Certificate certificate(
            UUID id,
            SampleRow row,
            int stars,
            @Nullable String decision,
            LocalDate issuedOn,
            @Nullable LocalDate revoked,
            long shift) {
        // The rules of the real day; what came before the first of them is shown under the first.
        var edition = programme.on(issuedOn).orElseGet(() -> programme.editions().getFirst());
        var band = edition.band(stars).orElseThrow();
        int months = Objects.requireNonNull(band.certificateMonths());
        var shifted = issuedOn.plusDays(shift);
        var lastDay = shifted.plusMonths(months);
        var revokedOn = revoked == null ? null : revoked.plusDays(shift);
        return new Certificate(
                id,
                productId(row),
                edition.code(),
                stars,
                null,
                row.isPotentialFiveStar(),
                authority(band).word(),
                null,
                null,
                decision,
                shifted,
                lastDay,
                lastDay,
                null,
                months + " months under " + edition.decision(),
                true,
                clock.instant(),
                null,
                revokedOn,
                revokedOn == null ? null : row.note(),
                revokedOn == null ? null : clock.instant(),
                null,
                true);
    }

    private static Authority authority(Edition.Band band) {
        return Objects.requireNonNull(band.authority());
    }

    /**
     * Moves the dates of certificates of products on which nobody else has decided since they were
     * loaded, and adds those that an earlier sample did not have. What could not be sold before,
     * for want of any certificate, is put on sale.
     */
    private void realign(
            List<SampleRow> rows,
            Collection<UUID> ids,
            Map<Integer, LocalDate> renewals,
            long shift) {
        var recorded = certificates.of(ids);
        var moved = new ArrayList<Certificate>();
        var added = new ArrayList<Certificate>();
        var changed = new LinkedHashSet<UUID>();
        var certifiedAtLast = new ArrayList<UUID>();
        for (var row : rows) {
            var product = productId(row);
            if (originOf(row).filter(unit -> products.originate(product, unit)).isPresent()) {
                changed.add(product);
            }
            var ofProduct = recorded.getOrDefault(product, List.of());
            if (ofProduct.stream().anyMatch(SampleGoods::isSomebodyElses)) {
                continue;
            }
            var days = ofProduct.stream().collect(toMap(Certificate::id, Certificate::issuedOn));
            for (var due : certificates(row, renewals, shift)) {
                var day = days.get(due.id());
                if (day == null) {
                    added.add(due);
                } else if (!day.equals(due.issuedOn())) {
                    moved.add(due);
                } else {
                    continue;
                }
                changed.add(due.productId());
                if (ofProduct.isEmpty()) {
                    certifiedAtLast.add(due.productId());
                }
            }
        }
        certificates.moveSample(moved);
        certificates.recordAll(added);
        products.offerSample(certifiedAtLast, clock.instant());
        feed.tellChanged(changed);
    }

    private static boolean isSomebodyElses(Certificate certificate) {
        return !certificate.sample() || certificate.revokedBy() != null;
    }

    private Loaded count(Collection<UUID> ids, LocalDate today, long shift) {
        int listed = 0;
        var withheld = new TreeMap<String, Integer>();
        for (var offer : offers.of(ids)) {
            switch (offer.listing(today)) {
                case Listing.Listed _ -> listed++;
                case Listing.Withheld(var reason) -> withheld.merge(reason.word(), 1, Integer::sum);
            }
        }
        return new Loaded(ids.size(), listed, withheld, shift);
    }

    private static Instant morningOf(LocalDate day) {
        return day.atTime(LocalTime.of(8, 0)).atZone(MarketCalendar.ZONE).toInstant();
    }

    private static UUID productId(SampleRow row) {
        return id(Kind.PRODUCT, row.number());
    }

    private static UUID producerId(Map<List<String>, SampleRow> makers, SampleRow row) {
        return id(Kind.PRODUCER, Objects.requireNonNull(makers.get(row.producerKey())).number());
    }

    /** What ids are made for, with the part of the id that says so. */
    private enum Kind {
        PRODUCER("9001"),
        PRODUCT("9002"),
        CERTIFICATE("9003"),
        RENEWAL("9004");

        private final String block;

        Kind(String block) {
            this.block = block;
        }
    }

    /** Of UUID version 7 in form, with a number where others have chance. */
    private static UUID id(Kind kind, int number) {
        return UUID.fromString("01890000-0000-7000-%s-%012d".formatted(kind.block, number));
    }
}
