package chosao.catalog.council;

import chosao.catalog.TextLength;
import chosao.catalog.programme.Authority;
import chosao.kernel.text.PlainText;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A council's decision on a product.
 *
 * @param level who signed it: {@code district}, {@code province} or {@code centre}
 * @param issuingRegion code, on the map of that day, of the district or province that signed it
 * @param edition the rules it was made by, such as {@code 26/2026}; left out, those of the day
 */
@Serdeable
record NewCertificate(
        @NotNull UUID productId,
        @Min(1) @Max(5) int stars,
        @NotNull @DecimalMin("0") @DecimalMax("100") @Digits(integer = 3, fraction = 2)
                BigDecimal score,
        @NotNull Authority level,
        @Nullable String issuingRegion,
        @NotBlank
                @Size(max = TextLength.NAME)
                @Pattern(regexp = PlainText.PATTERN, message = PlainText.MESSAGE)
                String decisionNumber,
        @NotNull LocalDate issuedOn,
        @Nullable String edition) {

    NewCertificate {
        decisionNumber = PlainText.of(decisionNumber);
    }
}
