package chosao.local.market;

import static org.assertj.core.api.Assertions.assertThat;

import chosao.local.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The settings of the operating guide are those of the code, with its defaults. */
class SettingsTest {

    private static final Path PROJECT = Installation.project();

    private static final List<String> SERVICES = List.of("catalog", "orders", "search", "gateway");

    /**
     * {@code ${NAME}}, {@code ${NAME:default}} of Micronaut, {@code ${NAME:-default}} of others.
     */
    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\$\\{([A-Z][A-Z_]+)(?::[-?]?`?([^}`]*)`?)?}");

    private static final Pattern VARIABLE = Pattern.compile("\"([A-Z]+(?:_[A-Z]+)+)\"");

    /** A variable that a container is given. */
    private static final Pattern COMPOSE_KEY = Pattern.compile("(?m)^ +([A-Z]+(?:_[A-Z]+)+):");

    private static final Pattern SCHEDULED = Pattern.compile("\\$\\{([a-z][a-z.-]+):([^}]+)}\"");

    private static final Pattern CONFIGURATION =
            Pattern.compile(
                    "@ConfigurationProperties\\(\"([a-z.-]+)\"\\)\\s+(?:public )?record \\w+\\((.*?)\\)\\s*\\{",
                    Pattern.DOTALL);

    private static final Pattern COMPONENT =
            Pattern.compile(
                    "(?:@Bindable\\(defaultValue = \"([^\"]*)\"\\)\\s*)?((?:@\\w+(?:\\([^)]*\\))?\\s+)*)([\\w.<>]+) (\\w+)(?:,|$)");

    /** What the images of others are told. */
    private static final Set<String> OF_IMAGES =
            Set.of("POSTGRES_INITDB_ARGS", "ES_JAVA_OPTS", "SERVICE", "MAIN");

    /** What the market of one machine is told by nobody but itself, or the shell. */
    private static final Set<String> INSIDE =
            Set.of("LC_ALL", "PATH", "HOME", "LANG", "TMPDIR", "TZ", "USER");

    /** Configuration that is no choice of an operator's: it says what a service is. */
    private static final Set<String> FIXED = Set.of("MARKET_SERVICE_PROBLEMS");

    @Test
    void everySettingOfTheCodeIsInTheGuide() {
        Set<String> missing = new TreeSet<>(settingsOfTheCode().keySet());
        missing.removeAll(documented().keySet());

        assertThat(missing).as("settings that docs/operating.md does not know").isEmpty();
    }

    @Test
    void theGuideKnowsNoSettingThatIsNone() {
        Set<String> unknown = new TreeSet<>(documented().keySet());
        unknown.removeAll(settingsOfTheCode().keySet());

        assertThat(unknown).as("settings that nothing reads").isEmpty();
    }

    @Test
    void defaultsInTheGuideAreThoseOfTheCode() {
        Map<String, Set<String>> code = settingsOfTheCode();

        documented()
                .forEach((name, value) -> {
                    Set<String> known = code.getOrDefault(name, Set.of());
                    if (!value.isEmpty() && !known.isEmpty()) {
                        assertThat(known).as("the default of " + name).contains(value);
                    }
                });
    }

    /** What reaches a service on one machine reaches it in a container too. */
    @Test
    void containersAreGivenWhatTheGuideSaysOfServices() {
        String compose = read("docker-compose.yml");
        Set<String> given = namesIn(COMPOSE_KEY, compose);
        given.addAll(namesIn(PLACEHOLDER, compose));
        Set<String> wanted = new TreeSet<>();
        String guide = settingsSection();
        String first = guide.substring(0, guide.indexOf("The finer ones"));
        for (String row : rows(first)) {
            String part = cells(row).get(2);
            if (!part.contains("./market") && !part.contains("containers")) {
                wanted.addAll(names(cells(row).getFirst()));
            }
        }
        wanted.removeAll(given);

        // The sandbox listens for all that orders wants to hear.
        assertThat(wanted).containsExactly("STRIPE_WEBHOOK_EVENTS");
    }

    /** Each name with its defaults; none where the code says none. */
    private static Map<String, Set<String>> settingsOfTheCode() {
        Map<String, Set<String>> settings = new TreeMap<>();
        Set<String> replaced = new TreeSet<>();
        for (String service : SERVICES) {
            String yaml = read(service + "/src/main/resources/application.yml");
            placeholders(yaml, settings);
            replaced.addAll(replacedIn(yaml));
        }
        for (String file : List.of("kernel.yml", "logback.xml")) {
            String text = read("kernel/src/main/resources/" + file);
            placeholders(text, settings);
            replaced.addAll(replacedIn(text));
        }
        String compose = read("docker-compose.yml");
        for (String name : namesIn(PLACEHOLDER, compose)) {
            settings.computeIfAbsent(name, _ -> new TreeSet<>());
        }
        for (String name : namesIn(COMPOSE_KEY, compose)) {
            settings.computeIfAbsent(name, _ -> new TreeSet<>());
        }
        for (String file :
                List.of(
                        "market/MarketSettings.java",
                        "market/Parts.java",
                        "stripe/StripeSandboxSettings.java")) {
            for (String name :
                    namesIn(VARIABLE, read("local/src/main/java/chosao/local/" + file))) {
                settings.computeIfAbsent(name, _ -> new TreeSet<>());
            }
        }
        for (String part : List.of("GATEWAY", "CATALOG", "ORDERS", "SEARCH", "STRIPE")) {
            settings.computeIfAbsent(part + "_JAVA_OPTS", _ -> new TreeSet<>());
        }
        configurations(settings, replaced);
        settings.keySet().removeAll(OF_IMAGES);
        settings.keySet().removeAll(INSIDE);
        settings.keySet().removeAll(FIXED);
        return settings;
    }

    /** By the names that Micronaut gives them, unless a shorter one stands in application.yml. */
    private static void configurations(Map<String, Set<String>> settings, Set<String> replaced) {
        for (String module : List.of("kernel", "catalog", "orders", "search", "gateway")) {
            for (String code : sources(PROJECT.resolve(module).resolve("src/main/java"))) {
                SCHEDULED
                        .matcher(code)
                        .results()
                        .forEach(found -> add(settings, found.group(1), found.group(2)));
                CONFIGURATION
                        .matcher(code)
                        .results()
                        .forEach(found -> components(found, settings, replaced));
            }
        }
    }

    private static void components(
            MatchResult configuration, Map<String, Set<String>> settings, Set<String> replaced) {
        COMPONENT
                .matcher(configuration.group(2))
                .results()
                .forEach(component -> {
                    String property = configuration.group(1) + "." + kebab(component.group(4));
                    if (!replaced.contains(property)) {
                        add(settings, property, component.group(1));
                    }
                });
    }

    private static void add(
            Map<String, Set<String>> settings,
            String property,
            @org.jspecify.annotations.Nullable String value) {
        String name = property.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
        Set<String> defaults = settings.computeIfAbsent(name, _ -> new TreeSet<>());
        if (value != null) {
            defaults.add(value);
        }
    }

    private static String kebab(String camel) {
        return camel.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static void placeholders(String text, Map<String, Set<String>> settings) {
        PLACEHOLDER
                .matcher(text)
                .results()
                .forEach(found -> {
                    Set<String> defaults =
                            settings.computeIfAbsent(found.group(1), _ -> new TreeSet<>());
                    if (found.group(2) != null && !found.group(2).isEmpty()) {
                        defaults.add(found.group(2));
                    }
                });
    }

    /** The properties of a YAML file whose value is a placeholder, by their full names. */
    private static Set<String> replacedIn(String yaml) {
        Set<String> properties = new TreeSet<>();
        List<String> path = new ArrayList<>();
        for (String line : yaml.lines().toList()) {
            MatchResult key =
                    Pattern.compile("^( *)([a-z-]+):(.*)$")
                            .matcher(line)
                            .results()
                            .findFirst()
                            .orElse(null);
            if (key == null) {
                continue;
            }
            int depth = key.group(1).length() / 2;
            while (path.size() > depth) {
                path.removeLast();
            }
            path.add(key.group(2));
            if (key.group(3).contains("${")) {
                properties.add(String.join(".", path));
            }
        }
        return properties;
    }

    /** Each name with its default where the guide gives one as code, else empty. */
    private static Map<String, String> documented() {
        Map<String, String> documented = new TreeMap<>();
        for (String row : rows(settingsSection())) {
            List<String> names = names(cells(row).getFirst());
            String[] defaults = cells(row).get(1).split("[,;] ", -1);
            for (int index = 0; index < names.size(); index++) {
                String value = index < defaults.length ? defaults[index].strip() : "";
                boolean code = value.matches("`[^`]+`") && !value.equals("`./market`");
                documented.put(names.get(index), code ? value.replace("`", "") : "");
            }
        }
        return documented;
    }

    private static String settingsSection() {
        String guide = read("docs/operating.md");
        int begin = guide.indexOf("\n## Settings\n");
        return guide.substring(begin, guide.indexOf("\n## ", begin + 1));
    }

    private static List<String> rows(String text) {
        return text.lines().filter(line -> line.startsWith("| `")).toList();
    }

    private static List<String> cells(String row) {
        return Stream.of(row.split("\\|", -1)).skip(1).map(String::strip).toList();
    }

    private static List<String> names(String cell) {
        return Pattern.compile("`([A-Z_]+)`")
                .matcher(cell)
                .results()
                .map(name -> name.group(1))
                .toList();
    }

    private static Set<String> namesIn(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> sources(Path directory) {
        try (Stream<Path> tree = Files.walk(directory)) {
            return tree.filter(path -> path.toString().endsWith(".java"))
                    .map(SettingsTest::readFile)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(String file) {
        return readFile(PROJECT.resolve(file));
    }

    private static String readFile(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
