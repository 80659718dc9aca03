package chosao.gateway.password;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

/**
 * Attends to requests for new passwords, one after the other. Every copy of the gateway has such a
 * worker; a request that fails stays and is attended to again.
 */
@Singleton
class ResetWorker {

    private final PasswordResets resets;
    private volatile boolean closed;

    ResetWorker(PasswordResets resets) {
        this.resets = resets;
    }

    @Scheduled(
            initialDelay = "${gateway.mail.send-every:1s}",
            fixedDelay = "${gateway.mail.send-every:1s}")
    void work() {
        boolean more = true;
        while (more && !closed) {
            more = resets.attendNext();
        }
    }

    @PreDestroy
    void close() {
        closed = true;
    }
}
