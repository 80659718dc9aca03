package chosao.kernel.json;

import io.micronaut.context.annotation.Primary;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.Decoder;
import io.micronaut.serde.Deserializer;
import io.micronaut.serde.exceptions.InvalidFormatException;
import jakarta.inject.Singleton;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code int} numbers. Left to itself, the parser takes 1.5 for 1: a price or a quantity
 * nobody named.
 */
@Primary
@Singleton
final class ExactInteger implements Deserializer<Integer> {

    @Override
    public Integer deserialize(
            Decoder decoder, DecoderContext context, Argument<? super Integer> type)
            throws IOException {
        var number = decoder.decodeBigDecimal();
        try {
            return number.intValueExact();
        } catch (ArithmeticException inexact) {
            throw new InvalidFormatException("Not a whole number in range", inexact, number);
        }
    }

    @Override
    public @Nullable Integer deserializeNullable(
            Decoder decoder, DecoderContext context, Argument<? super Integer> type)
            throws IOException {
        return decoder.decodeNull() ? null : deserialize(decoder, context, type);
    }

    /** A primitive that is left out is zero, as ever; its constraints say whether it may be. */
    @Override
    public @Nullable Integer getDefaultValue(
            DecoderContext context, Argument<? super Integer> type) {
        return type.isPrimitive() ? 0 : null;
    }
}
