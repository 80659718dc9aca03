package chosao.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotatingLogTest {

    private static final int FULL = 8 << 20;

    @TempDir Path directory;

    @Test
    void growsNoFurtherThanTwoFiles() throws IOException {
        Path file = directory.resolve("part.log");
        try (RotatingLog log = new RotatingLog(file)) {
            for (int i = 0; i < 3 * FULL / 1000; i++) {
                log.write("x".repeat(999));
            }
            log.write("the last line");
        }

        assertThat(Files.size(file)).isLessThanOrEqualTo(FULL);
        assertThat(Files.size(directory.resolve("part.log.1"))).isLessThanOrEqualTo(FULL);
        assertThat(RotatingLog.tail(file, 1)).containsExactly("the last line");
        assertThat(directory.toFile().list()).hasSize(2);
    }

    @Test
    void goesOnWhereAnEarlierRunEnded() {
        Path file = directory.resolve("part.log");
        for (String line : new String[] {"first", "second", "third"}) {
            try (RotatingLog log = new RotatingLog(file)) {
                log.write(line);
            }
        }

        assertThat(RotatingLog.tail(file, 2)).containsExactly("second", "third");
    }

    @Test
    void goesOnWithTheNewestLinesWhereTheOldOnesCannotBeSetAside() throws IOException {
        Path file = directory.resolve("part.log");
        Files.createDirectories(directory.resolve("part.log.1/in the way"));
        try (RotatingLog log = new RotatingLog(file)) {
            for (int i = 0; i < 2 * FULL / 1000; i++) {
                log.write("x".repeat(999));
            }
            log.write("the last line");
        }

        assertThat(Files.size(file)).isLessThanOrEqualTo(FULL);
        assertThat(RotatingLog.tail(file, 1)).containsExactly("the last line");
    }

    @Test
    void aMissingLogHasNoLastLines() {
        assertThat(RotatingLog.tail(directory.resolve("none.log"), 5)).isEmpty();
    }
}
