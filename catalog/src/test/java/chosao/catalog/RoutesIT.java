package chosao.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import chosao.catalog.testing.RunningCatalog;
import io.micronaut.security.annotation.Secured;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import java.nio.file.Files;
import java.nio.file.Path;
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
    void areDescribedInTheOpenApiDocument() throws Exception {
        var router = RunningCatalog.get().context().getBean(Router.class);
        // The one that is shipped: compiling the tests leaves another on their class path.
        var program =
                Path.of(
                        CatalogApplication.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI());
        var document = Files.readString(program.resolve("META-INF/swagger/openapi.yml"));

        assertThat(document).contains("openapi: 3.1");
        assertThat(router.uriRoutes())
                .extracting(UriRouteInfo::getUriMatchTemplate)
                .extracting(Object::toString)
                .filteredOn(path -> path.startsWith("/api/"))
                .isNotEmpty()
                .allSatisfy(path -> assertThat(document).contains(path + ":"));
    }
}
