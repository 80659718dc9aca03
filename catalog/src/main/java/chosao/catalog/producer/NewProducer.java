package chosao.catalog.producer;

import chosao.catalog.PlainText;
import io.micronaut.serde.annotation.Serdeable;
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
record NewProducer(
        @NotBlank
                @Size(max = PlainText.NAME_LENGTH)
                @Pattern(regexp = PlainText.PATTERN, message = PlainText.MESSAGE)
                String name,
        @NotNull ProducerKind kind,
        @Nullable @Pattern(regexp = TAX_CODE, message = TAX_CODE_MESSAGE) String taxCode,
        @NotBlank String region,
        @Nullable
                @Size(max = PlainText.LINE_LENGTH)
                @Pattern(regexp = PlainText.PATTERN, message = PlainText.MESSAGE)
                String address,
        @Nullable
                @Size(max = PlainText.DESCRIPTION_LENGTH)
                @Pattern(regexp = PlainText.PATTERN, message = PlainText.MESSAGE)
                String description) {

    static final String TAX_CODE = "\\d{10}(-?\\d{3})?|\\d{12}";
    static final String TAX_CODE_MESSAGE = "must be 10 digits, 10 and 3 for a branch, or 12";
}
