package chosao.orders.checkout;

import chosao.orders.order.Contact;
import chosao.orders.order.ShippingAddress;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/** What a buyer asks for when ordering. */
@Serdeable
record Request(
        @NotNull UUID cartId,
        @NotNull @Valid Contact contact,
        @NotNull @Valid ShippingAddress shippingAddress,
        @NotNull @Valid Paying payment) {

    /**
     * @param method {@code card}, {@code cod} or {@code vietqr}
     */
    @Serdeable
    record Paying(@NotNull String method) {}
}
