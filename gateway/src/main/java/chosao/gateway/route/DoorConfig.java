package chosao.gateway.route;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import java.util.List;

/**
 * The public port and what it puts up with.
 *
 * @param port 0 takes any free one
 * @param threads event loops; each has its own connections to the services
 * @param maxBodyBytes of a request, whether announced or sent in chunks. The largest that the API
 *     knows is a product with 50 variants and 10,000 characters, all escaped: 125 KB
 * @param maxImportBytes likewise, of an import; at most {@code micronaut.server.max-request-size}
 *     of the services, and a tenth of {@code maxBodyMemory}
 * @param maxBodyMemory bytes that ordinary bodies under way may take, for each event loop; half of
 *     it is kept for small ones. Webhooks have half as much for themselves, imports too. A body
 *     that does not fit, or is beyond its client's share, is refused
 * @param maxHeaderBytes of all header fields of a request together
 * @param maxTargetBytes of the address in the request line
 * @param maxConnectionsPerClient at the same time, for each address, or /64 of IPv6, that is no
 *     trusted proxy
 * @param maxConnectionsPerService requests that one service answers at the same time, for each
 *     event loop. A client has at most as many as are free, so at most half
 * @param maxSearches likewise for search, which would else queue them in Elasticsearch, where
 *     nobody knows whose they are
 * @param maxWaitingPerService requests that wait for that, for each event loop, shared out
 *     likewise; more are refused at once
 * @param connectTimeout to a service
 * @param bodyTimeout from the head of a request to the end of its body, however it comes
 * @param manyBodies how many bodies of one client, for each event loop, may take that long
 * @param manyBodiesTimeout for the bodies of a client beyond these
 * @param answerTimeout from the end of the request to the first byte of its answer, and from one
 *     part of the answer to the next
 * @param idleTimeout of a client's connection between two requests, and for the head of one
 * @param reuseWithin how long a connection to a service may have been idle to be used again;
 *     shorter than the services keep theirs open
 * @param trustedProxies addresses or networks ({@code 10.0.0.0/8}) whose {@code X-Forwarded-*} are
 *     believed
 * @param corsOrigins whose pages may call the market from a browser, beside its own: {@code
 *     https://shop.example}
 * @param tracedShare of the requests that begin their own trace, 0 to 1, which are marked as
 *     sampled
 */
@ConfigurationProperties("gateway.door")
record DoorConfig(
        @Bindable(defaultValue = "127.0.0.1") @NotBlank String host,
        @Bindable(defaultValue = "8080") @Min(0) @Max(65_535) int port,
        @Bindable(defaultValue = "2") @Positive int threads,
        @Bindable(defaultValue = "131072") @Positive int maxBodyBytes,
        @Bindable(defaultValue = "1048576") @Positive int maxImportBytes,
        @Bindable(defaultValue = "16777216") @Positive long maxBodyMemory,
        @Bindable(defaultValue = "16384") @Positive int maxHeaderBytes,
        @Bindable(defaultValue = "8192") @Positive int maxTargetBytes,
        @Bindable(defaultValue = "512") @Positive int maxConnectionsPerClient,
        @Bindable(defaultValue = "64") @Positive int maxConnectionsPerService,
        @Bindable(defaultValue = "16") @Positive int maxSearches,
        @Bindable(defaultValue = "512") @Positive int maxWaitingPerService,
        @Bindable(defaultValue = "1s") @NotNull Duration connectTimeout,
        @Bindable(defaultValue = "30s") @NotNull Duration bodyTimeout,
        @Bindable(defaultValue = "16") @PositiveOrZero int manyBodies,
        @Bindable(defaultValue = "5s") @NotNull Duration manyBodiesTimeout,
        @Bindable(defaultValue = "30s") @NotNull Duration answerTimeout,
        @Bindable(defaultValue = "60s") @NotNull Duration idleTimeout,
        @Bindable(defaultValue = "30s") @NotNull Duration reuseWithin,
        @Bindable(defaultValue = "") @NotNull List<String> trustedProxies,
        @Bindable(defaultValue = "") @NotNull List<String> corsOrigins,
        @Bindable(defaultValue = "0") @Min(0) @Max(1) double tracedShare) {}
