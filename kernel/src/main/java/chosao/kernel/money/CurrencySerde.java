package chosao.kernel.money;

import chosao.kernel.json.StrictDeserializer;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.Decoder;
import io.micronaut.serde.Encoder;
import io.micronaut.serde.Serde;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Currency;
import java.util.Optional;

/** Reads and writes a currency as its ISO 4217 code. */
@Singleton
final class CurrencySerde implements Serde<Currency> {

    private static final StrictDeserializer<Currency> CODE =
            new StrictDeserializer<>(
                    "a currency",
                    node ->
                            node.isString()
                                    ? Optional.of(Currency.getInstance(node.getStringValue()))
                                    : Optional.empty());

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
        return CODE.deserialize(decoder, context, type);
    }
}
