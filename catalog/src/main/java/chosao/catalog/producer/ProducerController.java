package chosao.catalog.producer;

import chosao.catalog.CatalogProblem;
import chosao.kernel.http.EntityTag;
import chosao.kernel.security.Caller;
import chosao.kernel.security.Roles;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Controller("/api/v1/producers")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Producers")
class ProducerController {

    private final Producers producers;

    ProducerController(Producers producers) {
        this.producers = producers;
    }

    @Operation(
            operationId = "registerProducer",
            summary = "Register the caller's producer",
            description = "An account keeps one.")
    @ApiResponse(
            responseCode = "409",
            description = "`producer-exists`: the account keeps one already.")
    @Status(HttpStatus.CREATED)
    @Post
    @Secured({Roles.BUYER, Roles.PRODUCER})
    HttpResponse<ProducerView> register(Caller caller, @Body @Valid NewProducer wanted) {
        var producer = producers.register(caller, wanted);
        return HttpResponse.created(
                        ProducerView.of(producer, caller),
                        URI.create("/api/v1/producers/" + producer.id()))
                .header(HttpHeaders.ETAG, EntityTag.of(producer.version()));
    }

    @Operation(
            operationId = "getOwnProducer",
            summary = "Get the caller's producer",
            description =
                    "The one that the account owns; for a member of the staff the one that they work"
                            + " for, the first of several.")
    @ApiResponse(
            responseCode = "404",
            description = "`producer-not-found`: the account keeps none.")
    @Get("/me")
    @Secured(SecurityRule.IS_AUTHENTICATED)
    HttpResponse<ProducerView> mine(Caller caller) {
        return producers.of(caller).stream()
                .findFirst()
                .map(producer -> answer(producer, caller))
                .orElseThrow(CatalogProblem.PRODUCER_NOT_FOUND::with);
    }

    @Operation(operationId = "getProducer", summary = "Get a producer")
    @Get("/{id}")
    @Secured(SecurityRule.IS_ANONYMOUS)
    HttpResponse<ProducerView> one(UUID id, @Nullable Caller caller) {
        return producers
                .find(id)
                .map(producer -> answer(producer, caller))
                .orElseThrow(CatalogProblem.PRODUCER_NOT_FOUND::with);
    }

    @Operation(
            operationId = "changeProducer",
            summary = "Change a producer",
            description =
                    "Changes what the body names, and removes what it names as null; the rest stays."
                            + " A body that names nothing new"
                            + " leaves the version as it is. Its products show the change at once."
                            + " For its owner and administrators.")
    @Patch(
            value = "/{id}",
            consumes = {MediaType.APPLICATION_JSON, MediaType.APPLICATION_JSON_MERGE_PATCH})
    @Secured(SecurityRule.IS_AUTHENTICATED)
    HttpResponse<ProducerView> change(
            UUID id,
            Caller caller,
            @Nullable @Header(HttpHeaders.IF_MATCH) String ifMatch,
            @Body @Valid ProducerChange change) {
        return answer(producers.change(caller, id, ifMatch, change), caller);
    }

    private static HttpResponse<ProducerView> answer(Producer producer, @Nullable Caller caller) {
        return HttpResponse.ok(ProducerView.of(producer, caller))
                .header(HttpHeaders.ETAG, EntityTag.of(producer.version()));
    }
}
