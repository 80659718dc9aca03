package chosao.orders.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HandsTest {

    private static final Duration GRACE = Duration.ofSeconds(30);

    private final ConcurrentLinkedQueue<Integer> waiting =
            new ConcurrentLinkedQueue<>(IntStream.range(0, 20).boxed().toList());

    @Test
    void aSlowTaskKeepsNoOtherWaiting() throws InterruptedException {
        var others = new CountDownLatch(19);
        var hands = new Hands(2);

        hands.workOff(
                this::take,
                task -> {
                    if (task == 0) {
                        await(others);
                    } else {
                        others.countDown();
                    }
                });

        hands.close(GRACE);
        assertThat(others.getCount()).isZero();
    }

    @Test
    void asManyAreAtWorkAsThereAreHandsAndNeverMore() throws InterruptedException {
        var together = new CountDownLatch(3);
        var atWork = new AtomicInteger();
        var most = new AtomicInteger();
        var done = new ConcurrentLinkedQueue<Integer>();
        var hands = new Hands(3);

        hands.workOff(
                this::take,
                task -> {
                    most.accumulateAndGet(atWork.incrementAndGet(), Math::max);
                    together.countDown();
                    await(together);
                    done.add(task);
                    atWork.decrementAndGet();
                });

        hands.close(GRACE);
        assertThat(most).hasValue(3);
        assertThat(done).hasSize(20);
    }

    @Test
    void aHandIsFreeAgainThoughTakingOrDoingATaskFails() throws InterruptedException {
        var done = new AtomicInteger();
        var hands = new Hands(1);
        assertThatThrownBy(() ->
                        hands.workOff(
                                atMost -> {
                                    throw new IllegalStateException("no database");
                                },
                                task -> {}))
                .hasMessage("no database");

        hands.workOff(this::take, task -> done.incrementAndGet());

        hands.close(GRACE);
        assertThat(done).hasValue(20);
    }

    private List<Integer> take(int atMost) {
        var taken = new ArrayList<Integer>();
        while (taken.size() < atMost && !waiting.isEmpty()) {
            taken.add(waiting.remove());
        }
        return taken;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
