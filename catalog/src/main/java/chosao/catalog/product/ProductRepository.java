package chosao.catalog.product;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface ProductRepository extends GenericRepository<Product, UUID> {

    @Query("SELECT version FROM products WHERE id = :id")
    Optional<Long> version(UUID id);

    @Query("SELECT * FROM products WHERE id = :id FOR UPDATE")
    Optional<Product> lock(UUID id);

    /** Locks all products of a producer, in the order of their ids as every writer does. */
    @Query("SELECT id FROM products WHERE producer_id = :producer ORDER BY id FOR UPDATE")
    List<UUID> lockOfProducer(UUID producer);

    @Query("SELECT id FROM products WHERE id IN (:ids) ORDER BY id FOR UPDATE")
    List<UUID> lockAll(Collection<UUID> ids);

    @Query("SELECT * FROM products WHERE id IN (:ids) ORDER BY id")
    List<Product> all(Collection<UUID> ids);

    @Query(
            "SELECT id FROM products WHERE producer_id = :producer AND id > :after ORDER BY id LIMIT :limit")
    List<UUID> ofProducer(UUID producer, UUID after, int limit);

    /** How many the producer has, counted no further than the limit. */
    @Query(
            """
            SELECT count(*) FROM (SELECT FROM products WHERE producer_id = :producer LIMIT :limit) kept
            """)
    int countOfProducer(UUID producer, int limit);

    /** Those on sale on a day: the gate's rule as a condition (see Standing). */
    @Query(
            """
            SELECT p.id FROM products p
             WHERE p.producer_id = :producer AND p.id > :after AND p.listed_at IS NOT NULL
               AND EXISTS (SELECT FROM certificates c
                            WHERE c.product_id = p.id AND c.opens_gate AND c.revoked_on IS NULL
                              AND :day BETWEEN c.issued_on AND c.expires_on)
             ORDER BY p.id LIMIT :limit
            """)
    List<UUID> onSaleOfProducer(UUID producer, LocalDate day, UUID after, int limit);

    @Query("SELECT 1 FROM pg_advisory_xact_lock(hashtext('catalog.sample'))")
    int lockSample();

    @Query("UPDATE products SET version = version + 1 WHERE id IN (:ids)")
    void raiseVersions(Collection<UUID> ids);

    /** Returns 1 if the origin was not known before. */
    @Query(
            """
            UPDATE products SET origin_edition = :edition, origin_code = :code
             WHERE id = :id AND origin_code IS NULL
            """)
    int originate(UUID id, String edition, String code);

    /** Raises no version: whoever calls it tells of more than this. */
    @Query("UPDATE products SET listed_at = :at WHERE id IN (:ids)")
    void offerAll(Collection<UUID> ids, Instant at);

    @Query("UPDATE products SET listed_at = :at, version = version + 1 WHERE id = :id")
    void offer(UUID id, @Nullable Instant at);

    void save(Product product);

    void saveAll(List<Product> products);

    void update(Product product);
}
