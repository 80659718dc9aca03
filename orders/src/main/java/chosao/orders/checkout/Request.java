package chosao.orders.checkout;

import chosao.kernel.money.Money;
import chosao.orders.order.Contact;
import chosao.orders.order.ShippingAddress;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a buyer asks for when ordering. */
@Serdeable
@Schema(
        name = "NewOrder",
        example =
                """
                {
                  "cartId": "019a9d3c-7a10-7c3e-9b58-0f1d5e6a2b47",
                  "contact": {
                    "name": "Nguyễn Thị An",
                    "phone": "0912345678",
                    "email": "an@example.com"
                  },
                  "shippingAddress": {"line": "1 phố Hàng Trống", "region": "01"},
                  "payment": {"method": "card"}
                }
                """)
record Request(
        @NotNull UUID cartId,
        @NotNull @Valid Contact contact,
        @NotNull @Valid ShippingAddress shippingAddress,
        @NotNull @Valid Paying payment,
        @Schema(
                        description =
                                "what the buyer was shown that it costs; where it costs something"
                                        + " else by now, nothing is ordered")
                @Nullable Money expectedTotal) {

    /**
     * @param method {@code card}; others may follow
     */
    @Serdeable
    @Schema(name = "PaymentChoice")
    record Paying(@NotNull @Schema(type = "string", allowableValues = "card") String method) {}
}
