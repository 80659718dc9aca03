package chosao.orders.payment;

import static chosao.kernel.problem.KernelProblem.NOT_FOUND;
import static chosao.kernel.problem.KernelProblem.SERVICE_UNAVAILABLE;

import chosao.kernel.security.Caller;
import chosao.orders.Nothing;
import chosao.orders.buyer.Buyer;
import chosao.orders.order.Order;
import chosao.orders.order.OrderAnswer;
import chosao.orders.order.OrderAnswers;
import chosao.orders.order.Orders;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a buyer does about the payment of an order. Doing it twice changes nothing more. */
@Tag(name = "orders")
@Controller("/api/v1/orders/{id}")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
class PaymentController {

    private final Orders orders;
    private final OrderAnswers answers;
    private final Settlement settlement;
    private final Cashier cashier;

    PaymentController(Orders orders, OrderAnswers answers, Settlement settlement, Cashier cashier) {
        this.orders = orders;
        this.answers = answers;
        this.settlement = settlement;
        this.cashier = cashier;
    }

    /** The buyer's client says that it has paid: the provider is asked, and the order answered. */
    @Post("/payment/confirmation")
    OrderAnswer confirm(
            UUID id,
            @Body @Nullable Nothing nothing,
            @Header(Buyer.TOKEN_HEADER) @Nullable String token,
            @Parameter(hidden = true) @Nullable Caller caller) {
        var buyer = Buyer.of(caller, token);
        try {
            cashier.check(find(id, buyer));
        } catch (ProviderException unanswered) {
            throw SERVICE_UNAVAILABLE.with();
        }
        return answers.of(find(id, buyer));
    }

    /** Calls an order off before it ships: stock and money go back. */
    @Post("/cancellation")
    OrderAnswer cancel(
            UUID id,
            @Body @Nullable Nothing nothing,
            @Header(Buyer.TOKEN_HEADER) @Nullable String token,
            @Parameter(hidden = true) @Nullable Caller caller) {
        var buyer = Buyer.of(caller, token);
        settlement.callOff(find(id, buyer).id());
        cashier.followUp(id);
        return answers.of(find(id, buyer));
    }

    private Order find(UUID id, Buyer buyer) {
        return orders.find(id, buyer).orElseThrow(NOT_FOUND::with);
    }
}
