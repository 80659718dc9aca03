package chosao.kernel.money;

import io.micronaut.core.type.Argument;
import io.micronaut.serde.Decoder;
import io.micronaut.serde.Encoder;
import io.micronaut.serde.Serde;
import io.micronaut.serde.exceptions.InvalidFormatException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Currency;

/** Reads and writes a currency as its ISO 4217 code. */
@Singleton
final class CurrencySerde implements Serde<Currency> {

    @Override
    public void serialize(
            Encoder encoder,
            EncoderContext context,
            Argument<? extends Currency> type,
            Currency value)
            throws IOException {
        encoder.encodeString(value.getCurrencyCode());
    }

    @Override
    public Currency deserialize(
            Decoder decoder, DecoderContext context, Argument<? super Currency> type)
            throws IOException {
        var code = decoder.decodeString();
        try {
            return Currency.getInstance(code);
        } catch (IllegalArgumentException unknown) {
            throw new InvalidFormatException("Unknown currency", unknown, code);
        }
    }
}
