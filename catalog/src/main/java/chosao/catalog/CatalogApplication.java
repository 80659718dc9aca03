package chosao.catalog;

import io.micronaut.runtime.Micronaut;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.security.SecurityScheme;

/** Starts the catalog. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Chợ Sao: catalog",
                        version = "1",
                        description =
                                "Regions, product groups, producers, products, certificates."))
@SecurityScheme(
        name = "account",
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        bearerFormat = "JWT")
public final class CatalogApplication {

    private CatalogApplication() {}

    public static void main(String[] arguments) {
        Micronaut.build(arguments).mainClass(CatalogApplication.class).banner(false).start();
    }
}
