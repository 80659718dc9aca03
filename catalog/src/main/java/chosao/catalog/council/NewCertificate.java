package chosao.catalog.council;

import chosao.catalog.TextLength;
import chosao.catalog.programme.Authority;
import chosao.kernel.text.PlainText;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
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
 * @param score points out of 100, with two decimals at the most. A province grants four stars where
 *     it gives the points of five: that is a potential five-star product, which waits for the
 *     centre
 * @param level who signed it
 * @param issuingRegion code, on the map of that day, of the district or province that signed it
 * @param edition the rules it was made by, such as {@code 26/2026}; left out, those of the day
 */
@Serdeable
@Schema(
        example =
                """
                {
                  "productId": "019a9d3c-7a10-7c3e-9b58-0f1d5e6a2b47",
                  "stars": 4,
                  "score": 82.5,
                  "level": "province",
                  "issuingRegion": "22",
                  "decisionNumber": "1468/QĐ-UBND",
                  "issuedOn": "2026-06-15"
                }
                """)
record NewCertificate(
        @NotNull UUID productId,
        @NotNull @Min(1) @Max(5) Integer stars,
        @NotNull @DecimalMin("0") @DecimalMax("100") @Digits(integer = 3, fraction = 2)
                BigDecimal score,
        @NotNull Authority level,
        @Nullable String issuingRegion,
        @NotBlank
                @Size(max = TextLength.NAME)
                @Pattern(regexp = PlainText.LINE, message = PlainText.LINE_MESSAGE)
                String decisionNumber,
        @NotNull LocalDate issuedOn,
        @Nullable String edition) {

    NewCertificate {
        decisionNumber = PlainText.of(decisionNumber);
    }
}
