package chosao.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {

    @ParameterizedTest
    @CsvSource({
        "/api/v1/products/01, CATALOG",
        "/api/v1/products/01/stock, ORDERS",
        "/api/v1/products/01/stock/, ORDERS",
        "/api/v1/products/stock, CATALOG",
        "/api/v1/producers/01/statement, ORDERS",
        "/api/v1/producers/me, CATALOG",
        "/api/v1/regions/resolve, CATALOG",
        "/api/v1/carts/01/items/SKU, ORDERS",
        "/api/v1/disputes, ORDERS",
        "/api/v1/webhooks/stripe, ORDERS",
        "/api/v1/search, SEARCH",
        "/api/v1/suggestions, SEARCH",
        "/api/v1/accounts, GATEWAY",
        "/api/v1/sessions/refresh, GATEWAY",
        "/api/v1/.well-known/jwks.json, GATEWAY",
        "/api/v1/password-resets/confirmation, GATEWAY",
        "/api/v1/email-proofs/confirmation, GATEWAY",
        "/account, GATEWAY",
        "/.well-known/jwks.json, GATEWAY",
        "/, GATEWAY",
        "/docs, GATEWAY"
    })
    void findsWhoAnswers(String path, Service service) {
        assertThat(Routes.find(path, false)).contains(service);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/internal/changes",
                "/api/v1/internal/changes",
                "/api/v1",
                "/api/v1/",
                "/api/v2/products",
                "/api/v1/unknown",
                "/health",
                "/health/readiness",
                "/prometheus",
                "/openapi/openapi.yml",
                "/INTERNAL/changes",
                "/favicon.ico",
                "/robots.txt"
            })
    void knowsNothingElse(String path) {
        assertThat(Routes.find(path, false)).isEmpty();
    }

    @Test
    void tellsOperatorsHowTheGatewayIs() {
        assertThat(Routes.find("/health/readiness", true)).contains(Service.GATEWAY);
        assertThat(Routes.find("/prometheus", true)).contains(Service.GATEWAY);
        assertThat(Routes.find("/internal/changes", true)).isEmpty();
    }
}
