package chosao.gateway.account;

import chosao.kernel.text.PlainText;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What somebody who signs up says.
 *
 * @param password 8 characters to 128 bytes
 * @param name one line
 * @param role what they want to be beside a buyer
 */
@Serdeable
record SignUp(
        @NotNull @Schema(format = "email") String email,
        @NotNull @Schema(format = "password") String password,
        @NotBlank
                @Size(max = 100)
                @Pattern(regexp = "[^\\p{Cc}\\p{Cs}]*", message = PlainText.MESSAGE)
                String name,
        @Nullable @Pattern(regexp = "buyer|producer", message = "field.role") String role) {

    SignUp {
        name = PlainText.of(name);
    }

    @Override
    public String toString() {
        return "SignUp[…]";
    }
}
