package chosao.search.follow;

import chosao.kernel.feed.Change;
import chosao.kernel.text.Vietnamese;
import chosao.search.category.Categories;
import chosao.search.category.Categories.Category;
import chosao.search.follow.CatalogProduct.Certificate;
import chosao.search.follow.Half.Source;
import chosao.search.index.AvailabilityFields;
import chosao.search.index.Card;
import chosao.search.index.ProductFields;
import chosao.search.index.ProductFields.Days;
import chosao.search.index.ProductFields.Name;
import chosao.search.index.ProductFields.Validity;
import chosao.search.region.Regions;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns what the feeds tell into halves of documents. */
@Singleton
final class Halves {

    private static final int FEWEST_STARS = 3;

    private final JsonMapper json;
    private final Regions regions;
    private final Categories categories;

    Halves(JsonMapper json, Regions regions, Categories categories) {
        this.json = json;
        this.regions = regions;
        this.categories = categories;
    }

    /**
     * The half that the change is about, or nothing for a kind of change that search does not know.
     */
    Optional<Half> of(Change change) {
        return switch (change.kind()) {
            case "product" -> Optional.of(half(change, Source.CATALOG, product(change)));
            case "availability" -> Optional.of(half(change, Source.ORDERS, availability(change)));
            default -> Optional.empty();
        };
    }

    private static Half half(Change change, Source source, Object fields) {
        return new Half(change.id().toString(), source, change.version(), fields);
    }

    private AvailabilityFields availability(Change change) {
        var data = change.data();
        if (data == null) {
            return new AvailabilityFields(change.version(), false, 0);
        }
        var availability = read(data, Availability.class);
        return new AvailabilityFields(
                change.version(), availability.available() > 0, availability.sold());
    }

    private ProductFields product(Change change) {
        var data = change.data();
        if (data == null) {
            return ProductFields.deleted(change.version());
        }
        var product = read(data, CatalogProduct.class);
        var certificates =
                orNone(product.certificates()).stream()
                        .filter(certificate ->
                                certificate.revokedOn() == null
                                        && certificate.stars() >= FEWEST_STARS)
                        .toList();
        var lineage = categories.lineage(product.categoryCode());
        var region = product.region();
        var province = Objects.requireNonNullElse(region.provinceCode(), region.code());
        var price = cheapest(product);
        return new ProductFields(
                change.version(),
                product.listed(),
                product.id(),
                validity(certificates),
                new Name(
                        ProductFields.START
                                + " "
                                + String.join(" ", Vietnamese.tokens(product.name())),
                        ProductFields.START + " " + plain(product.name())),
                plain(places(product)),
                plain(
                        lineage.stream()
                                .flatMap(category -> Stream.of(category.name(), category.nameEn()))
                                .toArray(String[]::new)),
                plain(product.producer().name()),
                plain(Objects.requireNonNullElse(product.description(), "")),
                Stream.concat(
                                Stream.of(region.code(), province),
                                orNone(region.formerCodes()).stream()
                                        .map(former -> Regions.former(former.code())))
                        .distinct()
                        .toList(),
                province,
                lineage.isEmpty()
                        ? List.of(product.categoryCode())
                        : lineage.stream().map(Category::code).toList(),
                product.categoryCode(),
                product.producer().kind(),
                price,
                Stream.of(product.listedAt(), product.createdAt())
                        .filter(Objects::nonNull)
                        .map(String::valueOf)
                        .findFirst()
                        .orElse(null),
                card(product, certificates, price));
    }

    private Card card(
            CatalogProduct product, List<Certificate> certificates, @Nullable Long price) {
        var region = product.region();
        return new Card(
                product.id(),
                product.name(),
                new Card.Place(
                        region.code(),
                        region.name(),
                        Objects.equals(region.provinceCode(), region.code())
                                ? null
                                : provinceName(region)),
                new Card.Label(product.categoryCode(), categories.nameOf(product.categoryCode())),
                price,
                new Card.Producer(
                        product.producer().id(),
                        product.producer().name(),
                        product.producer().kind()),
                orNone(product.images()).stream()
                        .map(CatalogProduct.Image::url)
                        .findFirst()
                        .orElse(null),
                certificates.stream()
                        .map(certificate ->
                                new Card.Certificate(
                                        certificate.stars(),
                                        certificate.issuedOn().toString(),
                                        certificate.expiresOn().toString()))
                        .toList());
    }

    private @Nullable String provinceName(CatalogProduct.Region region) {
        if (region.provinceName() != null) {
            return region.provinceName();
        }
        return region.provinceCode() == null ? null : regions.nameOf(region.provinceCode());
    }

    /**
     * Every name under which people know where it comes from: of today, of before, and the one on
     * the certificate.
     */
    private String[] places(CatalogProduct product) {
        var region = product.region();
        var province =
                regions.find(Objects.requireNonNullElse(region.provinceCode(), region.code()));
        return Stream.of(
                        Stream.of(region.name(), provinceName(region), product.placeAtAward()),
                        orNone(region.formerNames()).stream(),
                        province.stream().map(Regions.Region::name))
                .flatMap(names -> names)
                .filter(Objects::nonNull)
                .toArray(String[]::new);
    }

    private static Validity validity(List<Certificate> certificates) {
        return new Validity(
                certificates.stream().map(Halves::days).toList(),
                days(certificates, 3),
                days(certificates, 4),
                days(certificates, 5));
    }

    private static List<Days> days(List<Certificate> certificates, int stars) {
        return certificates.stream()
                .filter(certificate -> certificate.stars() == stars)
                .map(Halves::days)
                .toList();
    }

    private static Days days(Certificate certificate) {
        return new Days(certificate.issuedOn().toString(), certificate.expiresOn().toString());
    }

    private static @Nullable Long cheapest(CatalogProduct product) {
        return orNone(product.variants()).stream()
                .map(variant -> variant.price().amount())
                .min(Long::compare)
                .orElse(null);
    }

    /**
     * The words of the texts without marks, each once: how often a word stands there does not
     * matter.
     */
    private static String plain(String... texts) {
        if (texts.length == 1) {
            return String.join(" ", Vietnamese.tokens(Vietnamese.plain(texts[0])));
        }
        return Stream.of(texts)
                .flatMap(text -> Vietnamese.tokens(Vietnamese.plain(text)).stream())
                .distinct()
                .collect(Collectors.joining(" "));
    }

    private static <T> List<T> orNone(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    private <T> T read(JsonNode data, Class<T> type) {
        try {
            return json.readValueFromTree(data, type);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
