package chosao.gateway.mail;

import static org.assertj.core.api.Assertions.assertThat;

import chosao.kernel.http.Language;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MailWorkerTest {

    @ParameterizedTest
    @CsvSource({"1, PT30S", "2, PT1M", "7, PT32M", "8, PT1H", "24, PT1H", "1000, PT1H"})
    void waitsLongerAfterEachAttempt(int attempts, Duration pause) {
        assertThat(MailWorker.pauseAfter(attempts)).isEqualTo(pause);
    }

    @ParameterizedTest
    @EnumSource(MailKind.class)
    void hasWordsForEveryKindInEveryLanguage(MailKind kind) {
        for (var language : Language.values()) {
            var text =
                    MailText.of(
                            new Mail(
                                    kind,
                                    null,
                                    "an@example.vn",
                                    language,
                                    Instant.MAX,
                                    List.of("https://market.example/#token")));

            assertThat(text.subject()).isNotBlank();
            assertThat(text.text()).contains("Chợ Sao").doesNotContain("{");
            assertThat(MailText.split(text.joined())).isEqualTo(text);
        }
    }
}
