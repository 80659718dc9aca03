package chosao.kernel.security;

import io.micronaut.core.annotation.AnnotationMetadataProvider;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecuredAnnotationRule;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.security.rules.SecurityRuleResult;
import io.micronaut.web.router.RouteAttributes;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * Refuses a token that is not good also where nobody needs one: whoever sends it means to be
 * somebody, and would take what a stranger is told for what is told to them.
 *
 * <p>Concerns the routes that say with {@link Secured} who may call them, which all of ours do;
 * health and metrics are not among them.
 */
@Singleton
final class GoodTokenOrNone implements SecurityRule<HttpRequest<?>> {

    @Override
    public Publisher<SecurityRuleResult> check(
            @Nullable HttpRequest<?> request, @Nullable Authentication authentication) {
        boolean bad =
                request != null
                        && authentication == null
                        && BearerToken.comesWith(request)
                        && asksWhoCalls(request);
        return Publishers.just(bad ? SecurityRuleResult.REJECTED : SecurityRuleResult.UNKNOWN);
    }

    private static boolean asksWhoCalls(HttpRequest<?> request) {
        return RouteAttributes.getRouteMatch(request)
                .map(AnnotationMetadataProvider::getAnnotationMetadata)
                .filter(route ->
                        route.hasAnnotation(Secured.class)
                                && !route.hasAnnotation(IgnoresToken.class))
                .isPresent();
    }

    /** Before the rule that lets everybody pass where {@link Secured} does. */
    @Override
    public int getOrder() {
        return SecuredAnnotationRule.ORDER - 1;
    }
}
