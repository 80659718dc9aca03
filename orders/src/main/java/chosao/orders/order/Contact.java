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
 * @param phone of Việt Nam, however it is written; kept and shown in E.164
 */
@Serdeable
public record Contact(
        @NotBlank
                @Size(max = 200)
                @Pattern(regexp = PlainText.LINE, message = PlainText.LINE_MESSAGE)
                String name,
        @NotNull @Pattern(regexp = PhoneNumber.WRITTEN, message = "field.not-a-phone-number")
                String phone,
        @NotBlank
                @Size(max = EmailAddress.MAX_LENGTH)
                @Pattern(regexp = PlainText.LINE, message = PlainText.LINE_MESSAGE)
                @Pattern(regexp = EmailAddress.PATTERN, message = "field.email")
                @Schema(format = "email")
                String email) {

    public Contact {
        name = PlainText.of(name);
        phone = phone == null ? phone : PhoneNumber.kept(phone);
        email = PlainText.of(email);
    }
}
