package chosao.orders.offer;

import static java.util.stream.Collectors.toMap;

import chosao.kernel.feed.FeedCursor;
import chosao.kernel.money.Money;
import chosao.kernel.security.Caller;
import chosao.orders.database.Database;
import io.micronaut.core.type.Argument;
import io.micronaut.data.connection.annotation.Connectable;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** What catalog offers, as far as its feed has been followed. */
@Singleton
public class Offers {

    private final Database database;
    private final JsonMapper json;

    Offers(Database database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** The offers with these SKUs; what is not offered is absent. */
    @Connectable
    public Map<String, Offer> find(Collection<String> skus) {
        return database
                .list(
                        """
                        SELECT v.sku, v.product_id, o.name AS product_name, v.name AS variant_name, v.price,
                               v.currency, o.producer_id, o.producer_name, o.listed, o.certificates
                          FROM offer_variants v JOIN offers o USING (product_id)
                         WHERE v.sku = ANY (?)
                        """,
                        this::read,
                        (Object) skus.toArray(String[]::new))
                .stream()
                .collect(toMap(Offer::sku, Function.identity()));
    }

    /** What was offered under a SKU that is on offer no longer. */
    public record Gone(UUID productId, String productName) {}

    /** Of these SKUs those that were withdrawn; what never had stock is not remembered. */
    @Connectable
    public Map<String, Gone> gone(Collection<String> skus) {
        return database
                .list(
                        """
                        SELECT DISTINCT s.sku, o.product_id, o.name
                          FROM stock s JOIN offers o USING (product_id)
                         WHERE s.sku = ANY (?) AND o.name IS NOT NULL
                           AND NOT EXISTS (SELECT FROM offer_variants v WHERE v.sku = s.sku)
                        """,
                        row ->
                                Map.entry(
                                        row.getString("sku"),
                                        new Gone(
                                                row.getObject("product_id", UUID.class),
                                                row.getString("name"))),
                        (Object) skus.toArray(String[]::new))
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Every certificate that these products ever had; what is not known is absent. */
    @Connectable
    public Map<UUID, List<Certificate>> certificatesOf(Collection<UUID> products) {
        return database
                .list(
                        "SELECT product_id, certificates FROM offers WHERE product_id = ANY (?)",
                        row ->
                                Map.entry(
                                        row.getObject("product_id", UUID.class),
                                        readCertificates(row.getString("certificates"))),
                        (Object) products.toArray(UUID[]::new))
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /**
     * The SKUs of a product, if the caller acts for its producer; for a foreign or unknown one
     * nothing.
     */
    @Connectable
    public Optional<OwnProduct> ownProduct(UUID productId, Caller caller) {
        return database.find(
                """
                SELECT o.producer_id, array_agg(v.sku) AS skus
                  FROM offers o JOIN offer_variants v USING (product_id)
                 WHERE o.product_id = ? AND (o.owner_account = ? OR o.producer_id = ANY (?))
                 GROUP BY o.producer_id
                """,
                row ->
                        new OwnProduct(
                                row.getObject("producer_id", UUID.class),
                                List.of((String[]) row.getArray("skus").getArray())),
                productId,
                caller.accountId(),
                caller.staffOf().toArray(UUID[]::new));
    }

    /** A product as the people of its producer need it. */
    public record OwnProduct(UUID warehouse, List<String> skus) {}

    /**
     * What a change of a product changed here.
     *
     * @param skus whether it has other SKUs than before
     * @param coverLost whether a certificate is gone, or not what it was
     */
    record Effect(boolean skus, boolean coverLost) {

        private static final Effect NONE = new Effect(false, false);
    }

    /** Takes over what the feed says, if it is newer than what is known. */
    Effect put(CatalogProduct product, long version) {
        var before =
                database.find(
                        """
                        INSERT INTO offers AS o (product_id, version, name, producer_id, producer_name,
                                                 owner_account, listed, certificates)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?::jsonb)
                        ON CONFLICT (product_id) DO UPDATE
                           SET version = EXCLUDED.version, deleted = false, name = EXCLUDED.name,
                               producer_id = EXCLUDED.producer_id,
                               producer_name = EXCLUDED.producer_name,
                               owner_account = EXCLUDED.owner_account, listed = EXCLUDED.listed,
                               certificates = EXCLUDED.certificates
                         WHERE o.version < EXCLUDED.version
                        RETURNING coalesce(old.certificates, '[]') AS certificates,
                                  old IS NULL AND EXISTS (
                                      SELECT FROM order_lines l WHERE l.product_id = o.product_id) AS forgotten
                        """,
                        row ->
                                new Before(
                                        readCertificates(row.getString("certificates")),
                                        row.getBoolean("forgotten")),
                        product.id(),
                        version,
                        product.name(),
                        product.producer().id(),
                        product.producer().name(),
                        product.producer().ownerAccount(),
                        product.listed(),
                        write(product.certificates()));
        return before.map(known -> new Effect(putVariants(product), known.loses(product)))
                .orElse(Effect.NONE);
    }

    /**
     * What was known of a product's cover.
     *
     * @param forgotten whether nothing was, though there are orders of it
     */
    private record Before(List<Certificate> certificates, boolean forgotten) {

        boolean loses(CatalogProduct product) {
            // Sample certificates move with the calendar, which takes nothing from anyone.
            return forgotten
                    || certificates.stream()
                            .anyMatch(certificate ->
                                    product.certificates().stream()
                                            .noneMatch(now ->
                                                    product.sample()
                                                            ? now.isAsValidAs(certificate)
                                                            : now.equals(certificate)));
        }
    }

    private boolean putVariants(CatalogProduct product) {
        var variants = product.variants();
        var before =
                database.list(
                        "SELECT sku FROM offer_variants WHERE product_id = ?",
                        row -> row.getString("sku"),
                        product.id());
        var skus = variants.stream().map(CatalogProduct.Variant::sku).toArray(String[]::new);
        database.update(
                "DELETE FROM offer_variants WHERE product_id = ? AND sku <> ALL (?)",
                product.id(),
                skus);
        database.update(
                """
                INSERT INTO offer_variants (sku, product_id, name, price, currency)
                SELECT sku, ?, name, price, currency
                  FROM unnest(?, ?, ?, ?) AS v (sku, name, price, currency)
                ON CONFLICT (sku) DO UPDATE
                   SET product_id = EXCLUDED.product_id, name = EXCLUDED.name, price = EXCLUDED.price,
                       currency = EXCLUDED.currency
                """,
                product.id(),
                skus,
                variants.stream().map(CatalogProduct.Variant::name).toArray(String[]::new),
                variants.stream().map(variant -> variant.price().amount()).toArray(Long[]::new),
                variants.stream()
                        .map(variant -> variant.price().currency().getCurrencyCode())
                        .toArray(String[]::new));
        return !Set.of(skus).equals(Set.copyOf(before));
    }

    /**
     * Withdraws a product for good. The row stays, so that no older version brings it back. True if
     * it had SKUs.
     */
    boolean delete(UUID productId, long version) {
        database.update(
                """
                INSERT INTO offers AS o (product_id, version, deleted, listed) VALUES (?, ?, true, false)
                ON CONFLICT (product_id) DO UPDATE
                   SET version = EXCLUDED.version, deleted = true, listed = false
                 WHERE o.version < EXCLUDED.version
                """,
                productId,
                version);
        return database.update(
                        """
                        DELETE FROM offer_variants v USING offers o
                         WHERE v.product_id = ? AND o.product_id = v.product_id AND o.deleted
                        """,
                        productId)
                > 0;
    }

    /** The place up to which catalog's feed is applied. */
    @Transactional
    FeedCursor position() {
        return readPosition("SELECT cursor FROM feed_cursors WHERE feed = 'catalog'");
    }

    /** The same, and nobody else applies anything until this transaction ends. */
    FeedCursor lockPosition() {
        return readPosition("SELECT cursor FROM feed_cursors WHERE feed = 'catalog' FOR UPDATE");
    }

    private FeedCursor readPosition(String query) {
        return database.find(query, row -> FeedCursor.parse(row.getString("cursor"))).orElseThrow();
    }

    void moveTo(FeedCursor position) {
        database.update(
                "UPDATE feed_cursors SET cursor = ? WHERE feed = 'catalog'", position.toString());
    }

    private Offer read(ResultSet row) throws SQLException {
        return new Offer(
                row.getString("sku"),
                row.getObject("product_id", UUID.class),
                row.getString("product_name"),
                row.getString("variant_name"),
                new Money(row.getLong("price"), Currency.getInstance(row.getString("currency"))),
                row.getObject("producer_id", UUID.class),
                row.getString("producer_name"),
                row.getBoolean("listed"),
                readCertificates(row.getString("certificates")));
    }

    private List<Certificate> readCertificates(String stored) {
        try {
            var certificates = json.readValue(stored, Argument.listOf(Certificate.class));
            return certificates == null ? List.of() : certificates;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private String write(List<Certificate> certificates) {
        try {
            return json.writeValueAsString(Argument.listOf(Certificate.class), certificates);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
