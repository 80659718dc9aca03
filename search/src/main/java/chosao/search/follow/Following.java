package chosao.search.follow;

import chosao.kernel.feed.Change;
import chosao.kernel.feed.FeedCursor;
import chosao.kernel.feed.FeedFollower;
import chosao.kernel.feed.FeedReader;
import chosao.search.follow.Half.Source;
import chosao.search.index.IndexName;
import io.micronaut.json.JsonMapper;
import java.util.List;
import java.util.Optional;

/** Both feeds, followed into one index until closed. */
final class Following implements AutoCloseable {

    private final IndexName index;
    private final FeedFollower catalog;
    private final FeedFollower orders;

    Following(
            IndexName index,
            Documents documents,
            Halves halves,
            FeedSettings feeds,
            JsonMapper json) {
        this.index = index;
        this.catalog =
                new FeedFollower(
                        "catalog into " + index,
                        feeds.catalog(),
                        feeds.token(),
                        new Reader(Source.CATALOG, documents, halves),
                        json);
        this.orders =
                new FeedFollower(
                        "orders into " + index,
                        feeds.orders(),
                        feeds.token(),
                        new Reader(Source.ORDERS, documents, halves),
                        json);
    }

    IndexName index() {
        return index;
    }

    FeedFollower follower(Source source) {
        return switch (source) {
            case CATALOG -> catalog;
            case ORDERS -> orders;
        };
    }

    /** Whether each feed has been read to its end at least once. */
    boolean isComplete() {
        return catalog.caughtUpAt() != null && orders.caughtUpAt() != null;
    }

    @Override
    public void close() {
        catalog.close();
        orders.close();
    }

    private record Reader(Source source, Documents documents, Halves halves) implements FeedReader {

        @Override
        public FeedCursor position() {
            return documents.position(source);
        }

        @Override
        public void apply(List<Change> changes, FeedCursor next) {
            documents.apply(changes.stream().map(halves::of).flatMap(Optional::stream).toList());
            documents.position(source, next);
        }
    }
}
