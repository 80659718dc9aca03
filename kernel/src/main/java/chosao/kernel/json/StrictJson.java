package chosao.kernel.json;

import chosao.kernel.clock.CalendarDay;
import chosao.kernel.id.CanonicalUuid;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.Deserializer;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Has every body of every service read as strictly as {@link StrictDeserializer} does. */
@Factory
final class StrictJson {

    @Primary
    @Singleton
    Deserializer<Integer> integers() {
        return new StrictDeserializer<>("a whole number", 0, whole(BigInteger::intValueExact));
    }

    @Primary
    @Singleton
    Deserializer<Long> longs() {
        return new StrictDeserializer<>("a whole number", 0L, whole(BigInteger::longValueExact));
    }

    @Primary
    @Singleton
    Deserializer<BigDecimal> decimals() {
        return new StrictDeserializer<>("a number", number(StrictJson::decimal));
    }

    @Primary
    @Singleton
    Deserializer<Boolean> booleans() {
        return new StrictDeserializer<>(
                "true or false",
                false,
                node -> node.isBoolean() ? Optional.of(node.getBooleanValue()) : Optional.empty());
    }

    @Primary
    @Singleton
    Deserializer<String> strings() {
        return new StrictDeserializer<>("a text", StrictJson::text);
    }

    @Primary
    @Singleton
    Deserializer<UUID> ids() {
        return new StrictDeserializer<>("a UUID", node -> text(node).flatMap(CanonicalUuid::parse));
    }

    @Primary
    @Singleton
    Deserializer<LocalDate> days() {
        return new StrictDeserializer<>("a date", node -> text(node).flatMap(CalendarDay::parse));
    }

    @Primary
    @Singleton
    Deserializer<Instant> moments() {
        return new StrictDeserializer<>("a moment", node -> text(node).map(Instant::parse));
    }

    /** Micronaut has a reader of its own for these, which does not ask the one for texts. */
    @Primary
    @Singleton
    Deserializer<List<String>> lists() {
        return new StrictDeserializer<>(
                "a list of texts", node -> node.isArray() ? texts(node) : Optional.empty());
    }

    private static Optional<List<String>> texts(JsonNode list) {
        var texts = new ArrayList<String>();
        for (var item : list.values()) {
            text(item).ifPresent(texts::add);
        }
        return texts.size() == list.size() ? Optional.of(texts) : Optional.empty();
    }

    private static Optional<String> text(JsonNode node) {
        return node.isString() ? Optional.of(node.getStringValue()) : Optional.empty();
    }

    /**
     * A whole number is written in digits alone. One with a point or an exponent has been rounded
     * by the parser before we see it: 2.99999999999999999 would be 3, and 1e-400 nothing.
     */
    private static <T> Function<JsonNode, Optional<T>> whole(Function<BigInteger, T> reading) {
        return node ->
                switch (node.isNumber() ? node.getNumberValue() : null) {
                    case Integer number -> Optional.of(reading.apply(BigInteger.valueOf(number)));
                    case Long number -> Optional.of(reading.apply(BigInteger.valueOf(number)));
                    case BigInteger number -> Optional.of(reading.apply(number));
                    case null, default -> Optional.empty();
                };
    }

    private static <T> Function<JsonNode, Optional<T>> number(Function<Number, T> reading) {
        return node ->
                node.isNumber()
                        ? Optional.of(reading.apply(node.getNumberValue()))
                        : Optional.empty();
    }

    /**
     * The parser has read a number with a point or an exponent as {@code double}: of more digits
     * than that holds, nobody may rely on (RFC 7493, 2.2). Its length is bounded by the parser.
     */
    private static BigDecimal decimal(Number number) {
        return new BigDecimal(number.toString());
    }
}
