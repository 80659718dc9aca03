package chosao.gateway.token;

import chosao.kernel.security.Grant;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.token.validator.TokenValidator;
import jakarta.inject.Singleton;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * Lets the gateway's own routes know who calls: by its own keys, without asking itself for them.
 */
@Singleton
final class BearerTokens implements TokenValidator<HttpRequest<?>> {

    private final AccessTokens tokens;

    BearerTokens(AccessTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Publisher<Authentication> validateToken(String token, @Nullable HttpRequest<?> request) {
        return tokens.check(token)
                .map(bearer ->
                        Publishers.just(
                                Authentication.build(
                                        bearer.accountId().toString(),
                                        AccessTokens.rolesOf(bearer.grants()),
                                        Map.of(
                                                "sid",
                                                bearer.sessionId().toString(),
                                                Grant.CLAIM,
                                                bearer.grants().stream()
                                                        .map(Grant::toClaim)
                                                        .toList()))))
                .orElseGet(Publishers::empty);
    }
}
