package chosao.kernel.security;

import chosao.kernel.problem.KernelProblem;
import io.micronaut.core.annotation.AnnotationMetadataProvider;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecuredAnnotationRule;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.security.rules.SecurityRuleResult;
import io.micronaut.web.router.RouteAttributes;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** Refuses, on routes that {@linkplain RequiresActiveToken ask for it}, a token withdrawn since. */
@Singleton
final class ActiveTokenRule implements SecurityRule<HttpRequest<?>> {

    private final ActiveTokens tokens;

    ActiveTokenRule(ActiveTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Publisher<SecurityRuleResult> check(
            @Nullable HttpRequest<?> request, @Nullable Authentication authentication) {
        if (request == null
                || authentication == null
                || !asksWhetherActive(request)
                || Caller.of(authentication).isEmpty()) {
            return Publishers.just(SecurityRuleResult.UNKNOWN);
        }
        var token = BearerToken.of(request);
        return token.isEmpty()
                ? Publishers.just(SecurityRuleResult.REJECTED)
                : Publishers.fromCompletableFuture(() ->
                        tokens.isActive(token.get())
                                .thenApply(ActiveTokenRule::resultOf)
                                .toCompletableFuture());
    }

    private static SecurityRuleResult resultOf(boolean active) {
        if (!active) {
            throw KernelProblem.UNAUTHENTICATED.with();
        }
        return SecurityRuleResult.UNKNOWN;
    }

    private static boolean asksWhetherActive(HttpRequest<?> request) {
        return RouteAttributes.getRouteMatch(request)
                .map(AnnotationMetadataProvider::getAnnotationMetadata)
                .filter(route -> route.hasAnnotation(RequiresActiveToken.class))
                .isPresent();
    }

    /** Before the rule that lets callers pass for the roles that the token names. */
    @Override
    public int getOrder() {
        return SecuredAnnotationRule.ORDER - 1;
    }
}
