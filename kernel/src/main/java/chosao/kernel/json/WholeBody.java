package chosao.kernel.json;

import static chosao.kernel.problem.KernelProblem.INVALID_REQUEST;
import static chosao.kernel.problem.KernelProblem.UNSUPPORTED_MEDIA_TYPE;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.io.buffer.ByteBuffer;
import io.micronaut.core.type.Argument;
import io.micronaut.core.type.Headers;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MediaType;
import io.micronaut.http.body.MessageBodyReader;
import io.micronaut.http.codec.CodecException;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.body.JsonMessageHandler;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body as the JSON that all of it is: one value (RFC 8259), in UTF-8, in which no name
 * stands twice (RFC 7493, 2.1 and 2.3) and no list is endless. Left to itself, the mapper stops
 * after the first value and passes over the rest, takes UTF-16 and UTF-32 for JSON too, and has no
 * setting to do otherwise.
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

    /**
     * How long a list may be, above what any request needs. Each item is validated, and the faults
     * of each are put together, before the list's own {@code @Size} is of any effect.
     */
    private static final int MOST_ITEMS = 100;

    /** What the parser says of a name that stands in an object for the second time. */
    private static final String REPEATED_NAME = "Duplicate field";

    private final JsonFactory json =
            JsonFactory.builder()
                    .disable(JsonFactory.Feature.CHARSET_DETECTION)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build();
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
        requireOneValue(mediaType, headers, body.toByteArray());
        return values.read(type, mediaType, headers, body);
    }

    @Override
    public @Nullable T read(
            Argument<T> type, @Nullable MediaType mediaType, Headers headers, InputStream body) {
        try {
            var bytes = body.readAllBytes();
            requireOneValue(mediaType, headers, bytes);
            return values.read(type, mediaType, headers, new ByteArrayInputStream(bytes));
        } catch (IOException unreadable) {
            throw new CodecException("The body cannot be read", unreadable);
        }
    }

    private void requireOneValue(@Nullable MediaType mediaType, Headers headers, byte[] body) {
        if (mediaType == null && headers.get(HttpHeaders.CONTENT_TYPE) != null) {
            // A type that is none counts as left out otherwise, and what is left out as JSON.
            throw UNSUPPORTED_MEDIA_TYPE.with();
        }
        try (var parser = json.createParser(body)) {
            requireOneValue(parser);
        } catch (IOException malformed) {
            // With the cause as Micronaut's reader gives it, which tells a client's fault.
            throw new CodecException("The body is not one JSON value", malformed);
        }
    }

    private static void requireOneValue(JsonParser parser) throws IOException {
        try {
            if (parser.nextToken() == null) {
                throw new JsonParseException(parser, "The body is blank");
            }
            while (!parser.getParsingContext().inRoot()) {
                requireFewItems(parser.getParsingContext());
                if (parser.nextToken() == JsonToken.VALUE_NUMBER_FLOAT) {
                    requireExact(parser);
                }
            }
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "The body goes on after its value");
            }
        } catch (JsonParseException fault) {
            if (fault.getOriginalMessage().startsWith(REPEATED_NAME)) {
                var pointer = parser.getParsingContext().pathAsPointer().toString();
                throw INVALID_REQUEST.with().field(pointer, "field.repeated");
            }
            throw fault;
        }
    }

    /** The mapper reads these as {@code double}: 69.99999999999999999 would be 70. */
    private static void requireExact(JsonParser parser) throws IOException {
        var read = parser.getDoubleValue();
        if (Double.isInfinite(read)
                || new BigDecimal(parser.getText()).compareTo(BigDecimal.valueOf(read)) != 0) {
            var pointer = parser.getParsingContext().pathAsPointer().toString();
            throw INVALID_REQUEST.with().field(pointer, "field.inexact");
        }
    }

    private static void requireFewItems(JsonStreamContext place) {
        if (place.inArray() && place.getCurrentIndex() >= MOST_ITEMS) {
            var list = place.pathAsPointer().head().toString();
            throw INVALID_REQUEST.with().field(list, "field.too-many", MOST_ITEMS);
        }
    }
}
