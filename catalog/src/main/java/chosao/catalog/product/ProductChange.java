package chosao.catalog.product;

import chosao.catalog.TextLength;
import chosao.kernel.money.Money;
import chosao.kernel.text.PlainText;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be changed of a product; what is left out stays as it is.
 *
 * @param variants all that the product shall have from now on: with a {@code sku} one that it has,
 *     without one a new one; what is not among them is withdrawn
 */
@Serdeable
@Schema(
        example =
                """
                {"description": "Hoa trà vàng sấy lạnh, đóng hộp tại vườn."}
                """)
record ProductChange(
        @Nullable
                @Size(min = 1, max = TextLength.NAME)
                @Pattern(regexp = PlainText.LINE, message = PlainText.LINE_MESSAGE)
                String name,
        @Nullable
                @Size(max = TextLength.DESCRIPTION)
                @Pattern(regexp = PlainText.PATTERN, message = PlainText.MESSAGE)
                String description,
        @Nullable String category,
        @Nullable String region,
        @Nullable @Size(min = 1, max = NewProduct.MAXIMUM_VARIANTS)
                List<@NotNull @Valid WantedVariant> variants) {

    ProductChange {
        name = PlainText.ifGiven(name);
        description = PlainText.ifGiven(description);
    }

    /**
     * A variant as it shall be.
     *
     * @param sku names one that the product has
     */
    @Serdeable
    record WantedVariant(
            @Nullable String sku,
            @NotBlank
                    @Size(max = TextLength.NAME)
                    @Pattern(regexp = PlainText.LINE, message = PlainText.LINE_MESSAGE)
                    String name,
            @NotNull Money price,
            @Min(1) @Max(NewProduct.MAXIMUM_GRAMS) int weightGrams) {

        WantedVariant {
            name = PlainText.of(name);
        }
    }
}
