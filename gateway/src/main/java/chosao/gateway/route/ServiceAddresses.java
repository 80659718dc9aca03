package chosao.gateway.route;

import io.micronaut.context.annotation.ConfigurationProperties;
import jakarta.validation.constraints.NotNull;
import java.net.URI;

/** Where the services listen: base URLs. */
@ConfigurationProperties("gateway.services")
public record ServiceAddresses(@NotNull URI catalog, @NotNull URI orders, @NotNull URI search) {}
