package chosao.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.security.annotation.Secured;
import io.micronaut.web.router.Router;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;

/** What stands at the door. */
class RoutesIT {

    private final Market market = Market.open();

    @Test
    void everyRouteSaysWhoMayCallIt() {
        var router = market.server.getApplicationContext().getBean(Router.class);

        assertThat(
                        router.uriRoutes()
                                .filter(route ->
                                        route.getTargetMethod()
                                                .getDeclaringType()
                                                .getName()
                                                .startsWith("chosao")))
                .isNotEmpty()
                .allMatch(route -> route.getTargetMethod().hasAnnotation(Secured.class));
    }

    @Test
    void theFeedIsForOtherServicesOnly() {
        var goods = market.goods(7);
        var changes = "/internal/changes?after=0-0&limit=1000";

        assertThat(market.visitor().get(changes).status()).isEqualTo(401);
        assertThat(market.buyer().get(changes).status()).isEqualTo(403);
        var page =
                market.visitorOf(market.server.getURI(), Market.INTERNAL_TOKEN)
                        .get(changes)
                        .expecting(200);
        assertThat(page.text())
                .contains(
                        "\"productId\":\"%s\"".formatted(goods.product()),
                        "\"available\":7",
                        "\"sold\":0");
    }

    @Test
    void itTellsItsHealthItsMeasuresAndItsContract() {
        for (var path : new String[] {"/health/liveness", "/health/readiness", "/prometheus"}) {
            assertThat(market.send(HttpRequest.newBuilder(market.url(path)).GET()).status())
                    .as(path)
                    .isEqualTo(200);
        }
        assertThat(market.visitor().get("/openapi.yaml").text())
                .contains("openapi: 3.0", "/api/v1/orders", "Idempotency-Key");
    }
}
