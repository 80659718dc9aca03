package chosao.kernel.security;

import com.nimbusds.jwt.JWTClaimsSet;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.security.token.jwt.validator.ExpirationJwtClaimsValidator;
import jakarta.inject.Singleton;
import java.time.Clock;

/**
 * Whether a token is still good by the market's clock, as the gateway that issued it counts: the
 * original asks the machine's. One without an end (RFC 7519, 4.1.4) is not ours.
 */
@Singleton
@Replaces(ExpirationJwtClaimsValidator.class)
final class TokenExpiry<T> extends ExpirationJwtClaimsValidator<T> {

    private final Clock clock;

    TokenExpiry(Clock clock) {
        this.clock = clock;
    }

    @Override
    protected boolean validate(JWTClaimsSet claims) {
        var end = claims.getExpirationTime();
        return end != null && clock.instant().isBefore(end.toInstant());
    }
}
