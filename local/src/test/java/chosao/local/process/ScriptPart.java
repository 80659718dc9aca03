package chosao.local.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A part that is a few lines of shell; it is ready once its script has made the file {@code
 * $READY}.
 */
record ScriptPart(
        String name, Port port, Set<String> needs, Set<String> calls, Path directory, String script)
        implements Part {

    static ScriptPart of(String name, Path directory, String script, String... needs) {
        return new ScriptPart(
                name,
                new Port("127.0.0.1", Ports.free(), "SOME_PORT"),
                Set.of(needs),
                Set.of(),
                directory,
                script);
    }

    ScriptPart calling(String... parts) {
        return new ScriptPart(name, port, needs, Set.of(parts), directory, script);
    }

    ScriptPart at(int number) {
        return new ScriptPart(
                name,
                new Port(port.host(), number, port.variable()),
                needs,
                calls,
                directory,
                script);
    }

    @Override
    public String title() {
        return name;
    }

    @Override
    public String address() {
        return "127.0.0.1:" + port.number();
    }

    @Override
    public Launch launch() throws Exception {
        Files.deleteIfExists(readyFile());
        return new Launch(
                List.of("sh", "-c", script),
                Map.of("READY", readyFile().toString(), "EVENTS", events().toString()));
    }

    @Override
    public boolean isReady() {
        return Files.exists(readyFile());
    }

    @Override
    public Duration patience() {
        return Duration.ofSeconds(20);
    }

    @Override
    public Duration tolerance() {
        return Duration.ofSeconds(1);
    }

    /** Where the scripts of all parts write what happened. */
    Path events() {
        return directory.resolve("events");
    }

    Path readyFile() {
        return directory.resolve(name + ".ready");
    }
}
