package chosao.catalog.product;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import chosao.catalog.certificate.Certificates;
import chosao.catalog.producer.Producer;
import chosao.catalog.producer.Producers;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Puts products together with all that belongs to them: four queries, for one product as for a
 * thousand. Thread-safe.
 */
@Singleton
public class Offers {

    private final ProductRepository products;
    private final VariantRepository variants;
    private final Producers producers;
    private final Certificates certificates;

    Offers(
            ProductRepository products,
            VariantRepository variants,
            Producers producers,
            Certificates certificates) {
        this.products = products;
        this.variants = variants;
        this.producers = producers;
        this.certificates = certificates;
    }

    Optional<Offer> of(UUID product) {
        return of(List.of(product)).stream().findFirst();
    }

    /** Those of the products that exist, in the order of their ids. */
    public List<Offer> of(Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        var found = products.all(ids);
        var forms = variants.ofProducts(ids).stream().collect(groupingBy(Variant::productId));
        var decisions = certificates.of(ids);
        var makers =
                producers.all(found.stream().map(Product::producerId).distinct().toList()).stream()
                        .collect(toMap(Producer::id, identity()));
        return found.stream()
                .map(product ->
                        new Offer(
                                product,
                                required(makers.get(product.producerId())),
                                forms.getOrDefault(product.id(), List.of()),
                                decisions.getOrDefault(product.id(), List.of())))
                .toList();
    }

    private static Producer required(@Nullable Producer producer) {
        if (producer == null) {
            throw new IllegalStateException("a product without its producer");
        }
        return producer;
    }
}
