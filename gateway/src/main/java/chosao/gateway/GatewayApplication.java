package chosao.gateway;

import io.micronaut.runtime.Micronaut;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;

/** Starts the gateway. */
@OpenAPIDefinition(info = @Info(title = "Chợ Sao: gateway", version = "1"))
public final class GatewayApplication {

    private GatewayApplication() {}

    public static void main(String[] arguments) {
        Micronaut.build(arguments).mainClass(GatewayApplication.class).banner(false).start();
    }
}
