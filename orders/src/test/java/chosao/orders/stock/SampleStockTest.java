package chosao.orders.stock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampleStockTest {

    @Test
    void isAlwaysTheSameForASkuAndWithinBounds() {
        assertThat(IntStream.range(0, 1_000).map(number -> SampleStock.quantity("SKU-" + number)))
                .allMatch(quantity -> 20 <= quantity && quantity <= 500);
        assertThat(SampleStock.quantity("OCOP-107-1"))
                .isEqualTo(SampleStock.quantity("OCOP-107-1"));
    }
}
