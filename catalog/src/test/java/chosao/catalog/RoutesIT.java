package chosao.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chosao.catalog.testing.RunningCatalog;
import io.micronaut.security.annotation.Secured;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RoutesIT {

    @Test
    void sayWhoMayUseThem() {
        var router = RunningCatalog.get().context().getBean(Router.class);

        assertThat(router.uriRoutes())
                .filteredOn(
                        route -> route.getDeclaringType().getPackageName().startsWith("chosao."))
                .isNotEmpty()
                .allMatch(route -> route.getAnnotationMetadata().hasAnnotation(Secured.class));
    }

    @Test
    void areClosedToWhoeverBringsABadToken() {
        var market = RunningCatalog.get();
        assertThat(market.stranger().get("/api/v1/categories").status()).isEqualTo(200);

        for (var visitor : List.of(market.latecomer(), market.forger())) {
            var refused = visitor.get("/api/v1/categories");

            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.problem()).isEqualTo("unauthenticated");
            assertThat(refused.header("WWW-Authenticate"))
                    .isEqualTo("Bearer error=\"invalid_token\"");
            assertThat(visitor.get("/health").status()).isEqualTo(200);
        }
    }

    @Test
    void areDescribedInTheOpenApiDocument() throws Exception {
        var router = RunningCatalog.get().context().getBean(Router.class);
        String document;
        try (var file = RoutesIT.class.getResourceAsStream("/META-INF/swagger/openapi.yml")) {
            document = new String(Objects.requireNonNull(file).readAllBytes(), UTF_8);
        }

        assertThat(document).contains("openapi: 3.0");
        assertThat(router.uriRoutes())
                .extracting(UriRouteInfo::getUriMatchTemplate)
                .extracting(Object::toString)
                .filteredOn(path -> path.startsWith("/api/"))
                .isNotEmpty()
                .allSatisfy(path -> assertThat(document).contains(path + ":"));
    }
}
