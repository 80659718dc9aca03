package chosao.kernel.feed;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of the feed.
 *
 * @param next the place to read on from; where there was nothing to give, the one that was asked
 *     from
 * @param heldBackSince when the first change was recorded that follows and cannot be given out yet,
 *     because an older transaction still runs; null where nothing is held back
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.ALWAYS)
public record FeedPage(List<Change> items, FeedCursor next, @Nullable Instant heldBackSince) {}
