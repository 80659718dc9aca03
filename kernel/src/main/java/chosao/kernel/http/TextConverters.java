package chosao.kernel.http;

import chosao.kernel.clock.CalendarDay;
import chosao.kernel.id.CanonicalUuid;
import io.micronaut.context.annotation.Factory;
import io.micronaut.core.convert.TypeConverter;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Has ids, days and numbers in paths and queries read as strictly as in bodies. */
@Factory
final class TextConverters {

    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,10}");

    @Singleton
    TypeConverter<String, UUID> ids() {
        return strict(CanonicalUuid::parse);
    }

    @Singleton
    TypeConverter<String, LocalDate> days() {
        return strict(CalendarDay::parse);
    }

    @Singleton
    TypeConverter<String, Integer> integers() {
        return strict(TextConverters::integer);
    }

    /** Digits alone, as in JSON: Java would take a plus sign and the digits of any script. */
    private static Optional<Integer> integer(String text) {
        if (!WHOLE_NUMBER.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Integer.valueOf(text));
        } catch (NumberFormatException tooLarge) {
            return Optional.empty();
        }
    }

    /** What cannot be read is rejected: with an empty answer alone it would count as left out. */
    private static <T> TypeConverter<String, T> strict(Function<String, Optional<T>> reading) {
        return (text, type, context) -> {
            var value = reading.apply(text);
            if (value.isEmpty()) {
                context.reject(text, new IllegalArgumentException("No " + type.getSimpleName()));
            }
            return value;
        };
    }
}
