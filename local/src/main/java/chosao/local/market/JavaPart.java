package chosao.local.market;

import chosao.local.process.Health;
import chosao.local.process.Part;
import chosao.local.process.StartFailure;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A Java program of this project, run from what the build left in its module.
 *
 * @param module the directory of its Maven module
 * @param health answers 200 once it is ready
 * @param environment asked anew at each start
 * @param options for the JVM, beside those that all get
 */
record JavaPart(
        String name,
        String title,
        Path module,
        String mainClass,
        Port port,
        URI url,
        URI health,
        Set<String> needs,
        Set<String> calls,
        List<String> options,
        Supplier<Map<String, String>> environment)
        implements Part {

    /** What suits a small service beside many others on one machine. */
    private static final List<String> OPTIONS =
            List.of(
                    "-XX:+UseSerialGC",
                    "-XX:+ExitOnOutOfMemoryError",
                    "-Duser.timezone=UTC",
                    // Netty and Caffeine reach for memory outside of the heap; both say so at every
                    // start otherwise.
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow");

    @Override
    public String address() {
        return url.toString();
    }

    @Override
    public Launch launch() {
        Path target = module.resolve("target");
        Path jar = target.resolve(module.getFileName() + "-1.0.0-SNAPSHOT.jar");
        if (!Files.exists(jar)) {
            throw new StartFailure(
                    "it is not built: " + jar + " is missing; ./market start builds it");
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        // Made by the JVM when the first run after a build ends: the next start finds its classes
        // ready.
        command.add("-XX:+AutoCreateSharedArchive");
        command.add("-XX:SharedArchiveFile=" + target.resolve(name + ".jsa"));
        command.add("-Xlog:cds=off,aot=off");
        command.addAll(options);
        command.addAll(List.of("-cp", jar + ":" + target.resolve("lib") + "/*", mainClass));
        return new Launch(command, environment.get());
    }

    @Override
    public boolean isReady() {
        return Health.ask(health, Duration.ofSeconds(5)).join() == Health.READY;
    }
}
