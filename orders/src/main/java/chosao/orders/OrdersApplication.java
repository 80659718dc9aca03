package chosao.orders;

import io.micronaut.runtime.Micronaut;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;

/** The service that keeps stock, carts, orders and payments. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Chợ Sao orders",
                        version = "1",
                        description =
                                "What was promised: stock, carts, orders and their payments."))
public final class OrdersApplication {

    private OrdersApplication() {}

    public static void main(String[] arguments) {
        // stripe-java talks through HttpURLConnection, which keeps five idle connections by
        // default.
        if (System.getProperty("http.maxConnections") == null) {
            System.setProperty("http.maxConnections", "64");
        }
        Micronaut.build(arguments).mainClass(OrdersApplication.class).banner(false).start();
    }
}
