package chosao.kernel.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.token.validator.TokenValidator;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotBlank;
import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * Lets the market's services know each other by a secret they share: whoever sends it as bearer
 * token has the role {@link Roles#INTERNAL}. The gateway never forwards a request to an internal
 * route.
 */
@Singleton
final class InternalTokens implements TokenValidator<HttpRequest<?>> {

    /**
     * @param token the shared secret, from {@code INTERNAL_TOKEN}; without it no service starts
     */
    @ConfigurationProperties("market.internal")
    record Settings(@NotBlank String token) {}

    private final byte[] expected;

    InternalTokens(Settings settings) {
        expected = settings.token().getBytes(UTF_8);
    }

    @Override
    public Publisher<Authentication> validateToken(String token, @Nullable HttpRequest<?> request) {
        return MessageDigest.isEqual(expected, token.getBytes(UTF_8))
                ? Publishers.just(Authentication.build("internal", List.of(Roles.INTERNAL)))
                : Publishers.empty();
    }

    /** Before the reader of JWTs: comparing is cheaper than parsing, and spares its warning. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
