package chosao.kernel.problem;

import java.util.List;

/** The refusals and failures that every service has in common. */
public enum KernelProblem implements ProblemType {
    BAD_CURSOR(400, "Bad cursor"),
    /**
     * Made with the parameter's name; the key of the words that say why, as for a {@linkplain
     * ProblemException#field field}; and what fills the words' placeholders.
     */
    BAD_PARAMETER(400, "Bad parameter") {
        @Override
        public ProblemException with(Object... arguments) {
            var reason = List.of(arguments).subList(1, arguments.length);
            return new ProblemException(
                    this,
                    arguments[0],
                    new Reason(
                            String.valueOf(reason.getFirst()), reason.subList(1, reason.size())));
        }
    },
    BAD_REQUEST(400, "Bad request"),
    BODY_MISSING(400, "Body missing"),
    IDEMPOTENCY_KEY_MISSING(400, "Idempotency-Key missing"),
    MALFORMED_JSON(400, "Malformed JSON"),
    UNAUTHENTICATED(401, "Sign in first"),
    FORBIDDEN(403, "Not allowed"),
    NOT_FOUND(404, "Not found"),
    METHOD_NOT_ALLOWED(405, "Method not allowed"),
    NOT_ACCEPTABLE(406, "Not acceptable"),
    REQUEST_IN_PROGRESS(409, "Request in progress"),
    PRECONDITION_FAILED(412, "Changed meanwhile"),
    BODY_TOO_LARGE(413, "Body too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
    IDEMPOTENCY_KEY_REUSED(422, "Idempotency-Key reused"),
    INVALID_REQUEST(422, "Invalid request"),
    PRECONDITION_REQUIRED(428, "If-Match missing"),
    TOO_MANY_REQUESTS(429, "Too many requests"),
    INTERNAL_ERROR(500, "Internal error"),
    /** Says when to try again; whoever makes one and knows better sets another Retry-After. */
    SERVICE_UNAVAILABLE(503, "Service unavailable") {
        @Override
        public ProblemException with(Object... arguments) {
            return super.with(arguments).header("Retry-After", RESTART_SECONDS);
        }
    },
    TIMEOUT(504, "Timed out");

    /** About what a restart takes, of PostgreSQL or of a service. */
    private static final String RESTART_SECONDS = "2";

    private final int status;
    private final String title;

    KernelProblem(int status, String title) {
        this.status = status;
        this.title = title;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }

    /** The kind that says no more than the status does. */
    static KernelProblem ofStatus(int status) {
        return switch (status) {
            case 401 -> UNAUTHENTICATED;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 413 -> BODY_TOO_LARGE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 503 -> SERVICE_UNAVAILABLE;
            case 504 -> TIMEOUT;
            default -> status < 500 ? BAD_REQUEST : INTERNAL_ERROR;
        };
    }
}
