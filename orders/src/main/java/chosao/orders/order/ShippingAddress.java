package chosao.orders.order;

import chosao.kernel.text.PlainText;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * Where an order goes.
 *
 * @param line house, street, village
 * @param region the code of a commune, or of a province
 */
@Serdeable
public record ShippingAddress(
        @NotBlank
                @Size(max = 300)
                @Pattern(regexp = PlainText.LINE, message = PlainText.LINE_MESSAGE)
                String line,
        @NotNull String region) {

    public ShippingAddress {
        line = PlainText.of(line);
    }
}
