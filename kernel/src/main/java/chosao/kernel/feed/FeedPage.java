package chosao.kernel.feed;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * A stretch of the feed.
 *
 * @param next the place to read on from; where there was nothing to give, the one that was asked
 *     from
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.ALWAYS)
public record FeedPage(List<Change> items, FeedCursor next) {}
