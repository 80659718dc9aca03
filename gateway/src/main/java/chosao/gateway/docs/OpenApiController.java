package chosao.gateway.docs;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;

/** Hands out the merged description. */
@Hidden
@Controller("/api/v1/openapi.yaml")
@Secured(SecurityRule.IS_ANONYMOUS)
class OpenApiController {

    private static final String YAML = "application/yaml";

    private final OpenApiSources sources;

    OpenApiController(OpenApiSources sources) {
        this.sources = sources;
    }

    @Get
    @Produces(YAML)
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<String> document() {
        return HttpResponse.ok(sources.yaml()).header(HttpHeaders.CACHE_CONTROL, "max-age=5");
    }
}
