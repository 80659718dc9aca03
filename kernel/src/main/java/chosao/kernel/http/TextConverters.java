package chosao.kernel.http;

import chosao.kernel.clock.CalendarDay;
import chosao.kernel.id.CanonicalUuid;
import chosao.kernel.text.WholeNumber;
import io.micronaut.context.annotation.Factory;
import io.micronaut.core.convert.TypeConverter;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Has ids, days and numbers in paths and queries read as strictly as in bodies. */
@Factory
final class TextConverters {

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

    private static Optional<Integer> integer(String text) {
        return WholeNumber.parse(text)
                .filter(number -> number == number.intValue())
                .map(Long::intValue);
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
