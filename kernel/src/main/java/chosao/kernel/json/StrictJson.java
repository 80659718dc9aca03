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

/** Has every body of every service read as strictly as {@link StrictDeserializer} does. */
@Factory
final class StrictJson {

    @Primary
    @Singleton
    Deserializer<Integer> integers() {
        return new StrictDeserializer<>(
                "a whole number", 0, node -> whole(node).map(BigDecimal::intValueExact));
    }

    @Primary
    @Singleton
    Deserializer<Long> longs() {
        return new StrictDeserializer<>(
                "a whole number", 0L, node -> whole(node).map(BigDecimal::longValueExact));
    }

    @Primary
    @Singleton
    Deserializer<BigDecimal> decimals() {
        return new StrictDeserializer<>("a number", node -> number(node).map(StrictJson::decimal));
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

    private static Optional<Number> number(JsonNode node) {
        return node.isNumber() ? Optional.of(node.getNumberValue()) : Optional.empty();
    }

    /**
     * A whole number is written in digits alone. One with a point or an exponent has been rounded
     * by the parser before we see it: 2.99999999999999999 would be 3, and 1e-400 nothing.
     */
    private static Optional<BigDecimal> whole(JsonNode node) {
        return number(node)
                .filter(number ->
                        number instanceof Integer
                                || number instanceof Long
                                || number instanceof BigInteger)
                .map(StrictJson::decimal);
    }

    /**
     * The parser has read a number with a point or an exponent as {@code double}; {@link WholeBody}
     * refuses what that does not hold. Its length is bounded by the parser.
     */
    private static BigDecimal decimal(Number number) {
        return new BigDecimal(number.toString());
    }
}
