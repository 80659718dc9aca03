package chosao.gateway.token;

import chosao.kernel.security.IgnoresToken;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;

/** Publishes what services check tokens with. */
@Controller
@Secured(SecurityRule.IS_ANONYMOUS)
@IgnoresToken
@Tag(name = "Identity")
final class KeysController {

    private final SigningKeys keys;

    KeysController(SigningKeys keys) {
        this.keys = keys;
    }

    @Operation(
            operationId = "listKeys",
            summary = "List the keys of access tokens",
            description =
                    "A JSON Web Key Set (RFC 7517) with the public keys that check their"
                            + " signatures.")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema =
                                    @Schema(
                                            implementation = Object.class,
                                            requiredProperties = "keys")))
    @Get(uris = {"/.well-known/jwks.json", "/api/v1/.well-known/jwks.json"})
    HttpResponse<Map<String, Object>> keys() {
        return HttpResponse.ok(keys.published().toJSONObject())
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=60");
    }
}
