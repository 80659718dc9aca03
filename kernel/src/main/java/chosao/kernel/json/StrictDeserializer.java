package chosao.kernel.json;

import io.micronaut.core.type.Argument;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.Decoder;
import io.micronaut.serde.Deserializer;
import io.micronaut.serde.exceptions.InvalidFormatException;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a value from the one kind of JSON that it is written as. Left to itself, the parser takes
 * {@code true} for 1, 1.5 for 1, {@code [3]} for 3 and 3 for "3": a price or a name that nobody
 * gave. Thread-safe.
 */
public final class StrictDeserializer<T> implements Deserializer<T> {

    private final String expected;
    private final Function<JsonNode, Optional<T>> reading;
    private final @Nullable T absentPrimitive;

    /**
     * @param expected what the value must be, for the log
     * @param reading gives nothing for JSON of another kind; for what is of the right kind but no
     *     such value it gives nothing or throws {@link DateTimeException}, {@link
     *     ArithmeticException} or {@link IllegalArgumentException}
     */
    public StrictDeserializer(String expected, Function<JsonNode, Optional<T>> reading) {
        this(expected, null, reading);
    }

    /**
     * @param absentPrimitive what a primitive is that is left out; its constraints say whether it
     *     may be
     */
    StrictDeserializer(
            String expected, @Nullable T absentPrimitive, Function<JsonNode, Optional<T>> reading) {
        this.expected = expected;
        this.absentPrimitive = absentPrimitive;
        this.reading = reading;
    }

    @Override
    public T deserialize(Decoder decoder, DecoderContext context, Argument<? super T> type)
            throws IOException {
        var node = decoder.decodeNode();
        try {
            return reading.apply(node).orElseThrow(() -> misfit(null));
        } catch (ArithmeticException | DateTimeException | IllegalArgumentException noSuchValue) {
            throw misfit(noSuchValue);
        }
    }

    private InvalidFormatException misfit(@Nullable RuntimeException cause) {
        // Without the value, which may be a megabyte long, or a secret.
        return new InvalidFormatException("Not " + expected, cause, "");
    }

    @Override
    public @Nullable T deserializeNullable(
            Decoder decoder, DecoderContext context, Argument<? super T> type) throws IOException {
        return decoder.decodeNull() ? null : deserialize(decoder, context, type);
    }

    @Override
    public @Nullable T getDefaultValue(DecoderContext context, Argument<? super T> type) {
        return type.isPrimitive() ? absentPrimitive : null;
    }
}
