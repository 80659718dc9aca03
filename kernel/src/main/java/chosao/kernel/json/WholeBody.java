package chosao.kernel.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.io.buffer.ByteBuffer;
import io.micronaut.core.type.Argument;
import io.micronaut.core.type.Headers;
import io.micronaut.http.MediaType;
import io.micronaut.http.body.MessageBodyReader;
import io.micronaut.http.codec.CodecException;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.body.JsonMessageHandler;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body as the JSON that all of it is. Left to itself, the mapper stops after the first
 * value and passes over the rest, and has no setting to do otherwise.
 *
 * <p>So the body is parsed twice, the first time without making anything of it: what is sent here
 * is small.
 */
@Singleton
@Order(WholeBody.ORDER)
@JsonMessageHandler.ConsumesJson
final class WholeBody<T> implements MessageBodyReader<T> {

    /** Before Micronaut's readers, of which Netty's comes just before the common one. */
    static final int ORDER = JsonMessageHandler.ORDER - 10;

    private final JsonFactory json = new JsonFactory();
    private final JsonMessageHandler<T> values;

    WholeBody(JsonMapper mapper) {
        values = new JsonMessageHandler<>(mapper);
    }

    @Override
    public boolean isReadable(Argument<T> type, @Nullable MediaType mediaType) {
        return values.isReadable(type, mediaType);
    }

    @Override
    public @Nullable T read(
            Argument<T> type, @Nullable MediaType mediaType, Headers headers, ByteBuffer<?> body) {
        requireOneValue(body.toByteArray());
        return values.read(type, mediaType, headers, body);
    }

    @Override
    public @Nullable T read(
            Argument<T> type, @Nullable MediaType mediaType, Headers headers, InputStream body) {
        try {
            var bytes = body.readAllBytes();
            requireOneValue(bytes);
            return values.read(type, mediaType, headers, new ByteArrayInputStream(bytes));
        } catch (IOException unreadable) {
            throw new CodecException("The body cannot be read", unreadable);
        }
    }

    private void requireOneValue(byte[] body) {
        try (var parser = json.createParser(body)) {
            if (parser.nextToken() == null) {
                throw new JsonParseException(parser, "The body is blank");
            }
            parser.skipChildren();
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "The body goes on after its value");
            }
        } catch (IOException malformed) {
            // With the cause as Micronaut's reader gives it, which tells a client's fault.
            throw new CodecException("The body is not one JSON value", malformed);
        }
    }
}
