package chosao.gateway.session;

import java.util.UUID;

/** What became of an attempt to carry a session on. */
sealed interface Refresh {

    record Continued(UUID sessionId, UUID accountId, RefreshToken next) implements Refresh {}

    /** The token is unknown or expired, or its session has ended. */
    record Refused() implements Refresh {}

    /** The token had been used long before: two have it, so the whole family is ended. */
    record Reused(UUID sessionId, UUID accountId) implements Refresh {}
}
