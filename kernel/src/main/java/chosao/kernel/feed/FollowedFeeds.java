package chosao.kernel.feed;

import java.util.Optional;
import java.util.Set;

/** The feeds of other services that a service follows; a service that follows any has one. */
public interface FollowedFeeds {

    /** Whose feeds they are, such as {@code catalog}: always the same ones. */
    Set<String> names();

    /** The follower of that feed, unless none runs at the moment. */
    Optional<FeedFollower> follower(String name);
}
