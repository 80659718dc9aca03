package chosao.orders.order;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.inject.Singleton;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The provinces and communes that goods can be sent to: the units of Việt Nam since 1 July 2025,
 * codes of the statistics office (github.com/thanglequoc/vietnamese-provinces-database, MIT).
 */
@Singleton
public final class Regions {

    private static final String LIST = "regions.csv";

    private final Map<String, String> names;

    Regions() {
        names = read();
    }

    /** The region's name, or nothing where there is no such region today. */
    public Optional<String> nameOf(String code) {
        return Optional.ofNullable(names.get(code));
    }

    private static Map<String, String> read() {
        var names = new HashMap<String, String>();
        var list = Objects.requireNonNull(Regions.class.getResourceAsStream(LIST), LIST);
        try (var lines = new BufferedReader(new InputStreamReader(list, UTF_8))) {
            lines.lines()
                    .skip(1)
                    .forEach(line -> {
                        int comma = line.indexOf(',');
                        names.put(line.substring(0, comma), line.substring(comma + 1));
                    });
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return Map.copyOf(names);
    }
}
