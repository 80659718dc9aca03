package chosao.gateway.account;

import chosao.kernel.text.EmailAddress;
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
@Schema(
        example =
                """
                {
                  "email": "an@example.com",
                  "password": "ba con mèo trên mái",
                  "name": "Nguyễn Thị An",
                  "role": "producer"
                }
                """)
record SignUp(
        @NotNull @Schema(format = "email", maxLength = EmailAddress.MAX_LENGTH) String email,
        @NotNull
                @Schema(
                        format = "password",
                        minLength = Passwords.MIN_LENGTH,
                        maxLength = Passwords.MAX_BYTES)
                String password,
        @NotBlank
                @Size(max = 100)
                @Pattern(regexp = PlainText.LINE, message = PlainText.LINE_MESSAGE)
                String name,
        @Nullable
                @Pattern(regexp = "buyer|producer", message = "field.role")
                @Schema(
                        type = "string",
                        allowableValues = {"buyer", "producer"})
                String role) {

    SignUp {
        name = PlainText.of(name);
    }

    @Override
    public String toString() {
        return "SignUp[…]";
    }
}
