package chosao.local.stripe.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerFilesTest {

    private static final int COPIES = 10;

    /** So small that its files are replaced again and again while they are copied. */
    private static final Retention SMALL =
            new Retention(1000, 50, 5000, Duration.ofHours(24), 20_000);

    @TempDir private Path directory;

    @Test
    void aCopyHoldsAllThatWasAnsweredBeforeIt() throws Exception {
        Path home = directory.resolve("home");
        AtomicBoolean enough = new AtomicBoolean();
        AtomicInteger told = new AtomicInteger();
        try (Ledger ledger = ledger(home);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writing =
                    threads.submit(() -> {
                        while (!enough.get()) {
                            tell(ledger, told.get() + 1);
                            told.incrementAndGet();
                        }
                    });
            for (int i = 0; i < COPIES; i++) {
                Path copy = Files.createDirectory(directory.resolve("copy" + i));
                int moreThan = told.get() + 20;
                await().until(() -> told.get() > moreThan);
                int before = told.get();

                LedgerFiles.copy(home, copy);

                try (Ledger copied = ledger(copy)) {
                    assertThat(copied.kept("secret", "key-" + before))
                            .as("copy %d", i)
                            .isNotNull()
                            .extracting(Kept::body)
                            .isEqualTo("answer " + before);
                    for (Event event :
                            copied.events(_ -> true, new Window(100, null, null)).items()) {
                        assertThat(copied.payload(event.id())).contains("\"number\"");
                    }
                }
                try (var files = Files.list(copy)) {
                    assertThat(files.map(file -> file.getFileName().toString()))
                            .noneMatch(name -> name.startsWith("damaged"));
                }
            }
            enough.set(true);
            writing.get();
        }
    }

    private static Ledger ledger(Path home) {
        return new Ledger(home, Clock.systemUTC(), SMALL, _ -> true);
    }

    private static void tell(Ledger ledger, int number) {
        String _ =
                ledger.change(
                        Origin.STRIPE,
                        changes -> {
                            changes.tell(
                                    "test.told",
                                    JsonNodeFactory.instance.objectNode().put("number", number),
                                    null);
                            changes.keep(
                                    "secret",
                                    "key-" + number,
                                    "print",
                                    200,
                                    "answer " + number,
                                    "req_" + number);
                            return "done";
                        });
    }
}
