package chosao.search.follow;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;

/**
 * Whose feeds search follows.
 *
 * @param catalog the base address of catalog
 * @param orders the base address of orders
 * @param token the secret that services share
 */
@Context
@ConfigurationProperties("search.feeds")
record FeedSettings(@NotNull URI catalog, @NotNull URI orders, @NotBlank String token) {}
