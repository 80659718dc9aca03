package chosao.catalog.council;

import chosao.catalog.TextLength;
import chosao.kernel.text.PlainText;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** Why a certificate is revoked. */
@Serdeable
@Schema(
        example =
                """
                {"reason": "Nhãn ghi sai khối lượng tịnh."}
                """)
record Revocation(
        @NotBlank
                @Size(max = TextLength.LINE)
                @Pattern(regexp = PlainText.PATTERN, message = PlainText.MESSAGE)
                String reason) {

    Revocation {
        reason = PlainText.of(reason);
    }
}
