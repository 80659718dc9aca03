package chosao.orders.order;

import chosao.kernel.text.EmailAddress;
import chosao.kernel.text.PlainText;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * Whom to reach about an order.
 *
 * @param phone of Việt Nam, with 0 or +84 in front: 10 digits of a mobile, 11 of a landline
 */
@Serdeable
public record Contact(
        @NotBlank
                @Size(max = 200)
                @Pattern(regexp = PlainText.LINE, message = PlainText.LINE_MESSAGE)
                String name,
        @NotNull
                @Pattern(
                        regexp = "(\\+84|0)([35789]\\d{8}|2\\d{9})",
                        message = "field.not-a-phone-number")
                String phone,
        @NotBlank
                @Size(max = EmailAddress.MAX_LENGTH)
                @Pattern(regexp = PlainText.LINE, message = PlainText.LINE_MESSAGE)
                @Pattern(regexp = EmailAddress.PATTERN, message = "field.email")
                @Schema(format = "email")
                String email) {

    public Contact {
        name = PlainText.of(name);
        email = PlainText.of(email);
    }
}
