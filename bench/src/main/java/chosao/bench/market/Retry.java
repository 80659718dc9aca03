package chosao.bench.market;

import java.time.Duration;
import java.util.function.Supplier;

/** Asks again while a market that follows feeds has not heard of something yet. */
public final class Retry {

    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final int MOST = 200;

    private Retry() {}

    /** At most 200 times; then the last refusal is thrown. */
    public static void untilOk(Supplier<Api.Answer> request) {
        var answer = request.get();
        for (int i = 1; i < MOST && !answer.isOk(); i++) {
            pause();
            answer = request.get();
        }
        answer.orThrow();
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
