package chosao.local.stripe.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Retention SMALL = new Retention(10, 20, 5, Duration.ofHours(24), 20_000);

    @TempDir private Path home;

    @Test
    void keepsItsFilesSmallAndLosesNothingThatIsRetained() throws Exception {
        List<String> told = new ArrayList<>();
        try (Ledger ledger = ledger(NOON)) {
            ledger.subscribe(events -> events.forEach(event -> told.add(event.id())));
            for (int i = 0; i < 500; i++) {
                tell(ledger, i);
                ledger.settle(told.getLast());
            }
            tell(ledger, 500);
        }

        assertThat(sizeOfFiles()).isLessThan(60_000);
        try (Ledger ledger = ledger(NOON)) {
            List<Event> again = new ArrayList<>();
            ledger.subscribe(again::addAll);
            assertThat(again).extracting(Event::id).containsExactly(told.getLast());
            assertThat(ledger.payload(told.getLast()))
                    .contains("\"number\":500")
                    .contains("\\u1EE3");
            assertThat(ledger.payload(told.getFirst())).isNull();
            Kept kept = ledger.kept("secret", "key-500");
            assertThat(kept).isEqualTo(new Kept("print", 200, "answer 500 chợ", "req_500"));
            assertThat(ledger.kept("secret", "key-100")).isNull();
            assertThat(ledger.events(_ -> true, new Window(100, null, null)).items()).hasSize(20);
        }
    }

    @Test
    void forgetsAnAnswerAfterADay() {
        try (Ledger ledger = ledger(NOON)) {
            tell(ledger, 1);
        }

        try (Ledger ledger = ledger(NOON.plus(Duration.ofHours(24)).minusSeconds(1))) {
            assertThat(ledger.kept("secret", "key-1")).isNotNull();
        }
        try (Ledger ledger = ledger(NOON.plus(Duration.ofHours(24)))) {
            assertThat(ledger.kept("secret", "key-1")).isNull();
        }
    }

    @Test
    void changesNothingWhenTheWorkFails() {
        try (Ledger ledger = ledger(NOON)) {
            assertThatThrownBy(() ->
                            ledger.change(
                                    Origin.STRIPE,
                                    changes -> {
                                        changes.keep(
                                                "secret", "key", "print", 200, "answer", "req_1");
                                        throw new IllegalStateException("broken");
                                    }))
                    .hasMessage("broken");
            tell(ledger, 2);

            assertThat(ledger.kept("secret", "key")).isNull();
            assertThat(ledger.kept("secret", "key-2"))
                    .extracting(Kept::body)
                    .isEqualTo("answer 2 chợ");
        }
    }

    private Ledger ledger(Instant now) {
        return new Ledger(home, Clock.fixed(now, ZoneOffset.UTC), SMALL, _ -> true);
    }

    private static void tell(Ledger ledger, int number) {
        String _ =
                ledger.change(
                        Origin.STRIPE,
                        changes -> {
                            changes.tell(
                                    "test.told",
                                    JsonNodeFactory.instance
                                            .objectNode()
                                            .put("number", number)
                                            .put("name", "chợ"),
                                    null);
                            changes.keep(
                                    "secret",
                                    "key-" + number,
                                    "print",
                                    200,
                                    "answer " + number + " chợ",
                                    "req_" + number);
                            return "done";
                        });
    }

    private long sizeOfFiles() throws IOException {
        try (var files = Files.list(home)) {
            return files.mapToLong(LedgerTest::size).sum();
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
