package chosao.gateway;

import io.micronaut.runtime.Micronaut;

public final class GatewayApplication {

    private GatewayApplication() {}

    public static void main(String[] arguments) {
        Micronaut.build(arguments).mainClass(GatewayApplication.class).banner(false).start();
    }
}
