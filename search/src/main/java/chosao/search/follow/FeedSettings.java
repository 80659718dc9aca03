package chosao.search.follow;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.net.URI;

/**
 * Whose feeds search follows.
 *
 * @param catalog the base address of catalog
 * @param orders the base address of orders
 * @param token the secret that services share
 */
@ConfigurationProperties("search.feeds")
record FeedSettings(URI catalog, URI orders, String token) {}
