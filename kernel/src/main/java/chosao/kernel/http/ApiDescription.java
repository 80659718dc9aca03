package chosao.kernel.http;

import io.micronaut.core.io.ResourceResolver;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;

/** Hands out the service's own OpenAPI document, which the gateway makes one of with the others. */
@Hidden
@Controller("/openapi.yaml")
@Secured(SecurityRule.IS_ANONYMOUS)
final class ApiDescription {

    private static final String DOCUMENT = "classpath:META-INF/swagger/openapi.yml";

    private final ResourceResolver resources;

    ApiDescription(ResourceResolver resources) {
        this.resources = resources;
    }

    @Get
    @Produces("application/yaml")
    HttpResponse<StreamedFile> document() {
        return resources
                .getResourceAsStream(DOCUMENT)
                .map(file ->
                        HttpResponse.ok(new StreamedFile(file, new MediaType("application/yaml"))))
                .orElseGet(HttpResponse::notFound);
    }
}
