package chosao.orders.stock;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Collection;
import java.util.TreeMap;
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

    private final Stock stock;
    private final Settings settings;

    SampleStock(Stock stock, Settings settings) {
        this.stock = stock;
        this.settings = settings;
    }

    /** Lays stock for those SKUs that have none yet. */
    @Transactional(TxType.MANDATORY)
    public void lay(UUID productId, UUID warehouse, Collection<String> skus) {
        if (!settings.sample()) {
            return;
        }
        var onHand = new TreeMap<String, Integer>();
        skus.forEach(sku -> onHand.put(sku, quantity(sku)));
        stock.layFirst(productId, warehouse, onHand);
    }

    /** The same on every machine: {@link String#hashCode()} is specified. */
    static int quantity(String sku) {
        return LEAST + Math.floorMod(sku.hashCode(), MOST - LEAST + 1);
    }
}
