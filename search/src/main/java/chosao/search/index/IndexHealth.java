package chosao.search.index;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import org.reactivestreams.Publisher;

/** Ready once a whole index can be searched. */
@Singleton
@Readiness
final class IndexHealth implements HealthIndicator {

    private static final String NAME = "index";

    private final ProductIndex index;
    private final ExecutorService executor;

    IndexHealth(ProductIndex index, @Named(TaskExecutors.BLOCKING) ExecutorService executor) {
        this.index = index;
        this.executor = executor;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Publishers.fromCompletableFuture(
                java.util.concurrent.CompletableFuture.supplyAsync(this::look, executor));
    }

    private HealthResult look() {
        var result = HealthResult.builder(NAME);
        try {
            return result.status(index.current().isPresent() ? HealthStatus.UP : HealthStatus.DOWN)
                    .build();
        } catch (RuntimeException away) {
            return result.status(HealthStatus.DOWN).build();
        }
    }
}
