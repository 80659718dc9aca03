package chosao.catalog.producer;

import chosao.catalog.TextLength;
import chosao.kernel.text.PlainText;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What a producer says of itself when it joins.
 *
 * @param taxCode ten digits, with three more for a branch, or a household's twelve
 * @param region code of today's province or commune
 */
@Serdeable
@Schema(
        example =
                """
                {
                  "name": "Hợp tác xã Trà hoa vàng Ba Chẽ",
                  "kind": "cooperative",
                  "taxCode": "5702049876",
                  "region": "06978",
                  "address": "Thôn Nam Kim, xã Ba Chẽ",
                  "description": "Trồng và chế biến trà hoa vàng."
                }
                """)
record NewProducer(
        @NotBlank
                @Size(max = TextLength.NAME)
                @Pattern(regexp = PlainText.LINE, message = PlainText.LINE_MESSAGE)
                String name,
        @NotNull ProducerKind kind,
        @Nullable @Pattern(regexp = TAX_CODE, message = TAX_CODE_MESSAGE) String taxCode,
        @NotBlank String region,
        @Nullable
                @Size(max = TextLength.LINE)
                @Pattern(regexp = PlainText.LINE, message = PlainText.LINE_MESSAGE)
                String address,
        @Nullable
                @Size(max = TextLength.DESCRIPTION)
                @Pattern(regexp = PlainText.PATTERN, message = PlainText.MESSAGE)
                String description) {

    static final String TAX_CODE = "\\d{10}(-?\\d{3})?|\\d{12}";
    static final String TAX_CODE_MESSAGE = "field.tax-code";

    NewProducer {
        name = PlainText.of(name);
        address = PlainText.ifGiven(address);
        description = PlainText.ifGiven(description);
    }
}
