package chosao.orders.order;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.constraints.Email;
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
        @NotBlank @Size(max = 200) @Pattern(regexp = PLAIN, message = "has control characters")
                String name,
        @NotNull
                @Pattern(
                        regexp = "(\\+84|0)([35789]\\d{8}|2\\d{9})",
                        message = "is not a phone number of Việt Nam")
                String phone,
        @NotBlank
                @Size(max = 254)
                @Email
                @Pattern(regexp = PLAIN, message = "has control characters")
                String email) {

    /** One line of text without control characters, which PostgreSQL in part cannot store. */
    static final String PLAIN = "\\P{Cntrl}*";
}
