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
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a producer says of a new product.
 *
 * @param producerId whose product it is; needed only from a caller who acts for several producers
 * @param category code of a product set
 * @param region code of today's commune or, where that is not known, province
 */
@Serdeable
@Schema(
        example =
                """
                {
                  "name": "Trà hoa vàng Ba Chẽ",
                  "description": "Hoa trà vàng sấy lạnh, hái trong tháng Chạp.",
                  "category": "QD26-12",
                  "region": "06978",
                  "variants": [
                    {
                      "name": "Hộp 50 g",
                      "price": {"amount": 450000, "currency": "VND"},
                      "weightGrams": 120
                    }
                  ]
                }
                """)
record NewProduct(
        @Nullable UUID producerId,
        @NotBlank
                @Size(max = TextLength.NAME)
                @Pattern(regexp = PlainText.LINE, message = PlainText.LINE_MESSAGE)
                String name,
        @Nullable
                @Size(max = TextLength.DESCRIPTION)
                @Pattern(regexp = PlainText.PATTERN, message = PlainText.MESSAGE)
                String description,
        @NotBlank String category,
        @NotBlank String region,
        @NotEmpty @Size(max = MAXIMUM_VARIANTS) List<@NotNull @Valid NewVariant> variants) {

    static final int MAXIMUM_VARIANTS = 50;

    /** A ton: more is no parcel. */
    static final int MAXIMUM_GRAMS = 1_000_000;

    NewProduct {
        name = PlainText.of(name);
        description = PlainText.ifGiven(description);
    }

    /** A form in which the product shall be sold. Its SKU is made by us. */
    @Serdeable
    record NewVariant(
            @NotBlank
                    @Size(max = TextLength.NAME)
                    @Pattern(regexp = PlainText.LINE, message = PlainText.LINE_MESSAGE)
                    String name,
            @NotNull Money price,
            @NotNull @Min(1) @Max(MAXIMUM_GRAMS) Integer weightGrams) {

        NewVariant {
            name = PlainText.of(name);
        }
    }
}
