package chosao.kernel.http;

import static chosao.kernel.problem.KernelProblem.BAD_PARAMETER;

import io.micronaut.core.beans.BeanIntrospection;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.inject.ExecutableMethod;
import io.micronaut.web.router.MethodBasedRouteInfo;
import io.micronaut.web.router.RouteAttributes;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Refuses a parameter that the route does not take, and one that comes twice: a misspelt filter
 * must not find everything. What a route takes is what it has annotated with {@link QueryValue}; a
 * list may come several times, a value in each. See the decision record "A misspelt question is
 * refused".
 *
 * <p>Concerns the API and what services ask each other. Links to pages may carry what others have
 * added to them.
 */
@ServerFilter({"/api/**", "/internal/**"})
final class KnownParameters implements Ordered {

    /** Of each route, the parameters that it takes, and whether each may come several times. */
    private final Map<ExecutableMethod<?, ?>, Map<String, Boolean>> byRoute =
            new ConcurrentHashMap<>();

    @RequestFilter
    void check(HttpRequest<?> request) {
        if (request.getUri().getRawQuery() == null) {
            return;
        }
        RouteAttributes.getRouteInfo(request)
                .ifPresent(route -> {
                    if (route instanceof MethodBasedRouteInfo<?, ?> ofMethod) {
                        var method = ofMethod.getTargetMethod().getExecutableMethod();
                        require(request, byRoute.computeIfAbsent(method, KnownParameters::of));
                    }
                });
    }

    private static void require(HttpRequest<?> request, Map<String, Boolean> known) {
        var sent = request.getParameters();
        for (var name : sent.names()) {
            var isList = known.get(name);
            if (isList == null) {
                throw BAD_PARAMETER.with(name, "parameter.unknown");
            }
            if (!isList && sent.getAll(name).size() > 1) {
                throw BAD_PARAMETER.with(name, "parameter.repeated");
            }
        }
    }

    private static Map<String, Boolean> of(ExecutableMethod<?, ?> route) {
        return Arrays.stream(route.getArguments())
                .flatMap(KnownParameters::withinBean)
                .filter(argument ->
                        argument.getAnnotationMetadata().hasAnnotation(QueryValue.class))
                .collect(
                        Collectors.toUnmodifiableMap(
                                KnownParameters::nameOnTheWire, KnownParameters::isList));
    }

    private static Stream<Argument<?>> withinBean(Argument<?> argument) {
        return argument.getAnnotationMetadata().hasAnnotation(RequestBean.class)
                ? Arrays.stream(
                        BeanIntrospection.getIntrospection(argument.getType())
                                .getConstructorArguments())
                : Stream.of(argument);
    }

    private static String nameOnTheWire(Argument<?> argument) {
        return argument.getAnnotationMetadata()
                .stringValue(QueryValue.class)
                .filter(name -> !name.isEmpty())
                .orElseGet(argument::getName);
    }

    private static boolean isList(Argument<?> argument) {
        return argument.getAnnotationMetadata().hasAnnotation(ListParameter.class);
    }

    /** After it is known who calls: what a route takes is told to those whom it is for. */
    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.after();
    }
}
