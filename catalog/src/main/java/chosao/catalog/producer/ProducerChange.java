package chosao.catalog.producer;

import static io.swagger.v3.oas.annotations.media.Schema.AccessMode.WRITE_ONLY;
import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.NOT_REQUIRED;

import chosao.catalog.TextLength;
import chosao.catalog.edit.Edit;
import chosao.kernel.text.PlainText;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What is to be changed of a producer; what is left out stays as it is, and null removes. */
@Serdeable
@Schema(
        example =
                """
                {"description": "Trồng, sấy và đóng gói trà hoa vàng."}
                """)
record ProducerChange(
        @NotBlank
                @Size(max = TextLength.NAME)
                @Pattern(regexp = PlainText.LINE, message = PlainText.LINE_MESSAGE)
                @Schema(implementation = String.class, requiredMode = NOT_REQUIRED)
                Edit<String> name,
        @NotNull @Schema(implementation = ProducerKind.class, requiredMode = NOT_REQUIRED)
                Edit<ProducerKind> kind,
        @Pattern(regexp = NewProducer.TAX_CODE, message = NewProducer.TAX_CODE_MESSAGE)
                @Schema(
                        implementation = String.class,
                        nullable = true,
                        accessMode = WRITE_ONLY,
                        requiredMode = NOT_REQUIRED)
                Edit<@Nullable String> taxCode,
        @NotNull @Schema(implementation = String.class, requiredMode = NOT_REQUIRED)
                Edit<String> region,
        @Size(max = TextLength.LINE)
                @Pattern(regexp = PlainText.LINE, message = PlainText.LINE_MESSAGE)
                @Schema(
                        implementation = String.class,
                        nullable = true,
                        accessMode = WRITE_ONLY,
                        requiredMode = NOT_REQUIRED)
                Edit<@Nullable String> address,
        @Size(max = TextLength.DESCRIPTION)
                @Pattern(regexp = PlainText.PATTERN, message = PlainText.MESSAGE)
                @Schema(
                        implementation = String.class,
                        nullable = true,
                        accessMode = WRITE_ONLY,
                        requiredMode = NOT_REQUIRED)
                Edit<@Nullable String> description) {

    ProducerChange {
        name = name.map(PlainText::of);
        address = address.map(PlainText::ifGiven);
        description = description.map(PlainText::ifGiven);
    }
}
