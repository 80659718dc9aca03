package chosao.catalog.edit;

import io.micronaut.core.type.Argument;
import io.micronaut.serde.Decoder;
import io.micronaut.serde.Deserializer;
import io.micronaut.serde.exceptions.SerdeException;
import io.micronaut.serde.util.CustomizableDeserializer;
import jakarta.inject.Singleton;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Tells a member that is null from one that is left out. */
@Singleton
final class EditDeserializer implements CustomizableDeserializer<Edit<?>> {

    @Override
    public Deserializer<Edit<?>> createSpecific(
            DecoderContext context, Argument<? super Edit<?>> type) throws SerdeException {
        Argument<?> value = type.getTypeParameters()[0];
        return ofValues(context, value);
    }

    private static <T> Deserializer<Edit<?>> ofValues(DecoderContext context, Argument<T> value)
            throws SerdeException {
        return new OfValues<>(
                value, context.findDeserializer(value).createSpecific(context, value));
    }

    private record OfValues<T>(Argument<T> type, Deserializer<? extends T> values)
            implements Deserializer<Edit<?>> {

        @Override
        public Edit<?> deserialize(
                Decoder decoder, DecoderContext context, Argument<? super Edit<?>> edit)
                throws IOException {
            return new Edit.Given<@Nullable T>(values.deserialize(decoder, context, type));
        }

        @Override
        public Edit<?> deserializeNullable(
                Decoder decoder, DecoderContext context, Argument<? super Edit<?>> edit)
                throws IOException {
            return decoder.decodeNull()
                    ? new Edit.Given<@Nullable T>(null)
                    : deserialize(decoder, context, edit);
        }

        @Override
        public Edit<?> getDefaultValue(DecoderContext context, Argument<? super Edit<?>> edit) {
            return new Edit.Kept<>();
        }
    }
}
