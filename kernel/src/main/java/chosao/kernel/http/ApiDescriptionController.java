package chosao.kernel.http;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;

/** Hands out the service's own description, which the gateway makes one of with the others. */
@Hidden
@Controller("/openapi.yaml")
@Secured(SecurityRule.IS_ANONYMOUS)
final class ApiDescriptionController {

    private final ApiDescription description;

    ApiDescriptionController(ApiDescription description) {
        this.description = description;
    }

    @Get
    @Produces("application/yaml")
    String document() {
        return DescriptionYaml.write(description.document());
    }
}
