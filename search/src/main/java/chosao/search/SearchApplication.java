package chosao.search;

import io.micronaut.runtime.Micronaut;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;

/** The process that answers what is found. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Chợ Sao: search",
                        version = "1",
                        description =
                                "Finds certified products, in Vietnamese with and without marks."))
public final class SearchApplication {

    private SearchApplication() {}

    public static void main(String[] arguments) {
        Micronaut.run(SearchApplication.class, arguments);
    }
}
