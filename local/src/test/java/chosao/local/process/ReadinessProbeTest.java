package chosao.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReadinessProbeTest {

    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void whoNeverAnswersIsAskedOnce() {
        CountDownLatch answer = new CountDownLatch(1);
        ReadinessProbe probe =
                new ReadinessProbe(() -> {
                    asked.incrementAndGet();
                    return passes(answer);
                });

        await().until(() -> probe.notReadyFor().compareTo(Duration.ofMillis(500)) > 0);

        assertThat(asked).hasValue(1);
        answer.countDown();
        await().until(() -> probe.notReadyFor().isZero());
    }

    @Test
    void whatFailsToSayHowItIsIsNotReady() {
        ReadinessProbe probe =
                new ReadinessProbe(() -> {
                    if (asked.incrementAndGet() < 3) {
                        throw new IllegalStateException("no answer");
                    }
                    return true;
                });

        await().until(() -> probe.notReadyFor().isZero());

        assertThat(asked).hasValueGreaterThanOrEqualTo(3);
    }

    private static boolean passes(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
