package chosao.orders.stock;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Gives sample goods something to sell. Does nothing unless it is switched on. */
@Singleton
public class SampleStock {

    private static final int LEAST = 20;
    private static final int MOST = 500;

    /**
     * @param sample whether sample goods get stock when they first appear
     */
    @ConfigurationProperties("orders.stock")
    record Settings(@Bindable(defaultValue = "false") boolean sample) {}

    private final Settings settings;

    SampleStock(Settings settings) {
        this.settings = settings;
    }

    /** What the SKUs of a sample product begin with. */
    public List<Supply> of(UUID productId, UUID warehouse, Collection<String> skus) {
        return settings.sample()
                ? skus.stream()
                        .map(sku -> new Supply(sku, warehouse, productId, quantity(sku)))
                        .toList()
                : List.of();
    }

    /** The same on every machine: {@link String#hashCode()} is specified. */
    static int quantity(String sku) {
        return LEAST + Math.floorMod(sku.hashCode(), MOST - LEAST + 1);
    }
}
