package chosao.catalog.producer;

import chosao.catalog.TextLength;
import chosao.kernel.text.PlainText;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What is to be changed of a producer; what is left out stays as it is. */
@Serdeable
@Schema(
        example =
                """
                {"description": "Trồng, sấy và đóng gói trà hoa vàng."}
                """)
record ProducerChange(
        @Nullable
                @Size(min = 1, max = TextLength.NAME)
                @Pattern(regexp = PlainText.LINE, message = PlainText.LINE_MESSAGE)
                String name,
        @Nullable ProducerKind kind,
        @Nullable @Pattern(regexp = NewProducer.TAX_CODE, message = NewProducer.TAX_CODE_MESSAGE)
                String taxCode,
        @Nullable String region,
        @Nullable
                @Size(max = TextLength.LINE)
                @Pattern(regexp = PlainText.LINE, message = PlainText.LINE_MESSAGE)
                String address,
        @Nullable
                @Size(max = TextLength.DESCRIPTION)
                @Pattern(regexp = PlainText.PATTERN, message = PlainText.MESSAGE)
                String description) {

    ProducerChange {
        name = PlainText.ifGiven(name);
        address = PlainText.ifGiven(address);
        description = PlainText.ifGiven(description);
    }
}
