package chosao.catalog.product;

import chosao.catalog.PlainText;
import chosao.kernel.money.Money;
import io.micronaut.serde.annotation.Serdeable;
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
record ProductChange(
        @Nullable
                @Size(min = 1, max = PlainText.NAME_LENGTH)
                @Pattern(
                        regexp = ".*\\S.*",
                        message = "must not be blank",
                        flags = Pattern.Flag.DOTALL)
                @Pattern(regexp = PlainText.PATTERN, message = PlainText.MESSAGE)
                String name,
        @Nullable
                @Size(max = PlainText.DESCRIPTION_LENGTH)
                @Pattern(regexp = PlainText.PATTERN, message = PlainText.MESSAGE)
                String description,
        @Nullable String category,
        @Nullable String region,
        @Nullable @Size(min = 1, max = NewProduct.MAXIMUM_VARIANTS)
                List<@Valid WantedVariant> variants) {

    /**
     * A variant as it shall be.
     *
     * @param sku names one that the product has
     */
    @Serdeable
    record WantedVariant(
            @Nullable String sku,
            @NotBlank
                    @Size(max = PlainText.NAME_LENGTH)
                    @Pattern(regexp = PlainText.PATTERN, message = PlainText.MESSAGE)
                    String name,
            @NotNull Money price,
            @Min(1) @Max(NewProduct.MAXIMUM_GRAMS) int weightGrams) {}
}
