package chosao.catalog.producer;

import chosao.catalog.PlainText;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What is to be changed of a producer; what is left out stays as it is. */
@Serdeable
record ProducerChange(
        @Nullable
                @Size(min = 1, max = PlainText.NAME_LENGTH)
                @Pattern(
                        regexp = ".*\\S.*",
                        message = "must not be blank",
                        flags = Pattern.Flag.DOTALL)
                @Pattern(regexp = PlainText.PATTERN, message = PlainText.MESSAGE)
                String name,
        @Nullable ProducerKind kind,
        @Nullable @Pattern(regexp = NewProducer.TAX_CODE, message = NewProducer.TAX_CODE_MESSAGE)
                String taxCode,
        @Nullable String region,
        @Nullable
                @Size(max = PlainText.LINE_LENGTH)
                @Pattern(regexp = PlainText.PATTERN, message = PlainText.MESSAGE)
                String address,
        @Nullable
                @Size(max = PlainText.DESCRIPTION_LENGTH)
                @Pattern(regexp = PlainText.PATTERN, message = PlainText.MESSAGE)
                String description) {}
