package chosao.orders.erasure;

import chosao.kernel.security.Roles;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.UUID;

/** Hears from the gateway which accounts were erased. */
@Hidden
@Controller("/internal/erasures")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Roles.INTERNAL)
class ErasureController {

    private final Erasures erasures;

    /**
     * What is left to do.
     *
     * @param remainingOrders how many orders are under way; ask again until there are none
     */
    @Serdeable
    record Erased(int remainingOrders) {}

    ErasureController(Erasures erasures) {
        this.erasures = erasures;
    }

    @Put("/{account}")
    Erased erase(UUID account) {
        return new Erased(erasures.erase(account));
    }
}
