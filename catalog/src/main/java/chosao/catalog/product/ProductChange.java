package chosao.catalog.product;

import static io.swagger.v3.oas.annotations.media.Schema.AccessMode.WRITE_ONLY;
import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.NOT_REQUIRED;

import chosao.catalog.TextLength;
import chosao.catalog.edit.Edit;
import chosao.kernel.money.Money;
import chosao.kernel.text.PlainText;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.ArraySchema;
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
 * What is to be changed of a product; what is left out stays as it is, and null removes.
 *
 * @param description null is the empty text
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
        @NotBlank
                @Size(max = TextLength.NAME)
                @Pattern(regexp = PlainText.LINE, message = PlainText.LINE_MESSAGE)
                @Schema(implementation = String.class, requiredMode = NOT_REQUIRED)
                Edit<String> name,
        @Size(max = TextLength.DESCRIPTION)
                @Pattern(regexp = PlainText.PATTERN, message = PlainText.MESSAGE)
                @Schema(
                        implementation = String.class,
                        nullable = true,
                        accessMode = WRITE_ONLY,
                        requiredMode = NOT_REQUIRED)
                Edit<String> description,
        @NotNull @Schema(implementation = String.class, requiredMode = NOT_REQUIRED)
                Edit<String> category,
        @NotNull @Schema(implementation = String.class, requiredMode = NOT_REQUIRED)
                Edit<String> region,
        @NotNull
                @Size(min = 1, max = NewProduct.MAXIMUM_VARIANTS)
                @ArraySchema(schema = @Schema(implementation = WantedVariant.class))
                @Schema(implementation = List.class, requiredMode = NOT_REQUIRED)
                Edit<List<@NotNull @Valid WantedVariant>> variants) {

    ProductChange {
        name = name.map(PlainText::of);
        description = description.map(PlainText::of);
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
            @NotNull @Min(1) @Max(NewProduct.MAXIMUM_GRAMS) Integer weightGrams) {

        WantedVariant {
            name = PlainText.of(name);
        }
    }
}
