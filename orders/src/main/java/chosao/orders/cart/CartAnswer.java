package chosao.orders.cart;

import chosao.kernel.money.Money;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A cart as its buyer sees it, at today's prices.
 *
 * @param total of what can be bought
 * @param orderId the order it became
 */
@Serdeable
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Cart")
record CartAnswer(
        UUID id,
        @JsonInclude(JsonInclude.Include.ALWAYS) List<Line> items,
        Money total,
        @Nullable UUID orderId) {

    /**
     * @param buyable whether it could be ordered now
     * @param reason why not: {@code withheld}, {@code certificate-expired} and the like, or {@code
     *     out-of-stock}
     */
    @Serdeable
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Line(
            String sku,
            int quantity,
            boolean buyable,
            @Nullable String reason,
            @Nullable UUID productId,
            @Nullable String name,
            @Nullable String variantName,
            @Nullable Producer producer,
            @Nullable Money price,
            @Nullable Money total) {}

    @Serdeable
    record Producer(UUID id, String name) {}
}
