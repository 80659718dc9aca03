package chosao.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.HttpMethodMapping;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.micronaut.security.annotation.Secured;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoutesTest {

    @Test
    void saysOfEveryRouteWhoMayUseIt() {
        var settings =
                Map.<String, Object>of(
                        "market.internal.token",
                        FeedDouble.TOKEN,
                        "search.feeds.token",
                        FeedDouble.TOKEN);
        try (var context = ApplicationContext.run(settings)) {
            var routes =
                    context.getBeanDefinitions(Qualifiers.byStereotype(Controller.class)).stream()
                            .filter(controller ->
                                    controller.getBeanType().getName().startsWith("chosao."))
                            .flatMap(controller -> controller.getExecutableMethods().stream())
                            .filter(method -> method.hasStereotype(HttpMethodMapping.class));

            assertThat(routes).isNotEmpty().allMatch(route -> route.hasStereotype(Secured.class));
        }
    }
}
