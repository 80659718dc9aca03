package chosao.search.index;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How the index is laid out.
 *
 * @param alias the name under which it is searched
 * @param refreshInterval how long a change may stay unseen after it is written
 */
@ConfigurationProperties("search.index")
public record IndexSettings(
        @Bindable(defaultValue = "products") String alias,
        @Bindable(defaultValue = "1") int shards,
        @Bindable(defaultValue = "0") int replicas,
        @Bindable(defaultValue = "200ms") Duration refreshInterval) {}
