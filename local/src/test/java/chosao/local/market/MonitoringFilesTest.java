package chosao.local.market;

import static org.assertj.core.api.Assertions.assertThat;

import chosao.local.Installation;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The board and the alerts ask for metrics, and events, that the code has. */
class MonitoringFilesTest {

    private static final Path PROJECT = Installation.project();

    /** Ours; those of libraries are looked for in a scrape by the tests of orders. */
    private static final Pattern METRIC = Pattern.compile("\\b((?:market|gateway)_[a-z_]+)\\b");

    /** What the followers of feeds tell of themselves. */
    private static final Set<String> OF_FEEDS =
            Set.of("market_feed_lag_seconds", "market_feed_held_back_seconds");

    private static final Pattern EVENT = Pattern.compile("event=\\\\?\"([a-z.]+)\\\\?\"");

    private static final Pattern LITERAL = Pattern.compile("\"((?:market|gateway)\\.[a-z._-]+)\"");

    private static final Pattern CONSTANT = Pattern.compile("(?m)^ {4}([A-Z_]+),?;?$");

    /** What Prometheus makes of a counter, a gauge and a timer. */
    private static final List<String> ENDINGS =
            List.of("", "_total", "_seconds", "_seconds_count", "_seconds_sum", "_seconds_max");

    @Test
    void everyMetricThatTheyAskForExists() {
        Set<String> asked = found(METRIC);
        asked.removeAll(OF_FEEDS);
        Set<String> known =
                sources()
                        .filter(code -> code.contains("MeterRegistry"))
                        .flatMap(code -> LITERAL.matcher(code).results())
                        .map(literal -> literal.group(1).replaceAll("[.-]", "_"))
                        .flatMap(name -> ENDINGS.stream().map(name::concat))
                        .collect(Collectors.toSet());

        assertThat(asked).hasSizeGreaterThan(10);
        assertThat(known).containsAll(asked);
    }

    @Test
    void everyEventThatTheyAskForExists() {
        Set<String> known =
                sources()
                        .filter(code -> code.contains("implements EventType"))
                        .flatMap(code -> CONSTANT.matcher(code).results())
                        .map(name -> name.group(1).toLowerCase(Locale.ROOT).replace('_', '.'))
                        .collect(Collectors.toSet());

        assertThat(found(EVENT)).isNotEmpty().isSubsetOf(known);
    }

    @Test
    void theBoardIsJson() throws IOException {
        assertThat(new ObjectMapper().readTree(read("dashboard.json")).path("panels")).isNotEmpty();
    }

    private static Set<String> found(Pattern pattern) {
        return Stream.of("dashboard.json", "alerts.yml")
                .flatMap(file -> pattern.matcher(read(file)).results())
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String read(String file) {
        return readFile(PROJECT.resolve("docs/monitoring").resolve(file));
    }

    private static Stream<String> sources() {
        return Stream.of("kernel", "catalog", "orders", "search", "gateway")
                .flatMap(module -> {
                    try (Stream<Path> tree =
                            Files.walk(PROJECT.resolve(module).resolve("src/main/java"))) {
                        return tree
                                .filter(path -> path.toString().endsWith(".java"))
                                .map(MonitoringFilesTest::readFile)
                                .toList()
                                .stream();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    private static String readFile(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
