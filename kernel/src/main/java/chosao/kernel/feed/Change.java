package chosao.kernel.feed;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of one aggregate by one transaction, as a reader of the feed sees it.
 *
 * <p>Two changes of one aggregate may be read in the other order than they were made. So a reader
 * keeps the version that it applied last and passes over any change that is not newer.
 *
 * @param cursor the place of this change in the feed
 * @param kind what sort of aggregate, such as {@code product}
 * @param id the aggregate
 * @param version grows with every change of the aggregate
 * @param at when the change was made
 * @param data the aggregate as it was then, whole; null when it was deleted
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = true)
public record Change(
        FeedCursor cursor,
        String kind,
        UUID id,
        long version,
        Instant at,
        @Nullable JsonNode data) {}
