package chosao.bench.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnMarketTest {

    /** A program that starts a market and is then measuring for ever. */
    static final class Measuring {

        private Measuring() {}

        public static void main(String[] arguments) throws InterruptedException {
            try (var own = OwnMarket.prepare(Path.of(arguments[0]))) {
                Duration _ = own.start();
                System.out.println(own.home());
                Thread.currentThread().join();
            }
        }
    }

    @TempDir Path directory;

    @Test
    void leavesNoMarketBehindWhenItIsInterrupted() throws Exception {
        Path calls = directory.resolve("calls");
        Process measuring =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Measuring.class.getName(),
                                marketThatWrites(calls).toString())
                        .redirectErrorStream(true)
                        .start();
        Path home = Path.of(firstLine(measuring));
        assertThat(home).isDirectory();

        measuring.destroy();

        measuring.waitFor();
        assertThat(calls).hasContent("build\nstart --detach\nstop\n");
        assertThat(home).doesNotExist();
    }

    /** Stands in for the command, which would build for minutes: it notes what it is told. */
    private Path marketThatWrites(Path calls) throws IOException {
        Path script = directory.resolve("market");
        Files.writeString(script, "#!/bin/sh\necho \"$*\" >> '" + calls + "'\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return script;
    }

    private static String firstLine(Process process) throws IOException {
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        String line = lines.readLine();
        return line == null ? "" : line;
    }
}
