package chosao.journeys;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A method and path that a service answers, as its code says. */
record Route(String method, String path) {

    private static final String MICRONAUT = "io.micronaut.http.annotation.";
    private static final String HIDDEN = "io.swagger.v3.oas.annotations.Hidden";
    private static final String PUBLIC = "/api/v1/";
    private static final List<String> METHODS =
            List.of("Get", "Post", "Put", "Patch", "Delete", "Head", "Options");

    /** The routes that the gateway lets through, but for those that say they are not the API's. */
    static Stream<Route> publicOnesOf(JavaClasses classes) {
        return classes.stream()
                .filter(each -> !each.isAnnotatedWith(HIDDEN))
                .flatMap(each -> each.getMethods().stream())
                .flatMap(Route::of)
                .filter(route -> route.path().startsWith(PUBLIC));
    }

    private static Stream<Route> of(JavaMethod method) {
        var base =
                method.getOwner()
                        .tryGetAnnotationOfType(MICRONAUT + "Controller")
                        .flatMap(controller -> paths(controller).findFirst())
                        .orElse("/");
        return METHODS.stream()
                .flatMap(name ->
                        method.tryGetAnnotationOfType(MICRONAUT + name).stream()
                                .flatMap(Route::paths)
                                .map(path ->
                                        new Route(
                                                name.toUpperCase(Locale.ROOT),
                                                joined(base, path))));
    }

    /** The root, where the annotation names no path. */
    private static Stream<String> paths(JavaAnnotation<?> annotation) {
        return Stream.of("value", "uri", "uris")
                .map(annotation::tryGetExplicitlyDeclaredProperty)
                .flatMap(Optional::stream)
                .findFirst()
                .map(value -> value instanceof Object[] several ? several : new Object[] {value})
                .map(Arrays::stream)
                .orElseGet(() -> Stream.of("/"))
                .map(String::valueOf);
    }

    private static String joined(String base, String path) {
        var joined = (base + "/" + path).replaceAll("/+", "/");
        return joined.length() > 1 && joined.endsWith("/")
                ? joined.substring(0, joined.length() - 1)
                : joined;
    }
}
