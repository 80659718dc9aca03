package chosao.kernel.problem;

import java.util.List;

/** The refusals and failures that every service has in common. */
public enum KernelProblem implements ProblemType {
    BAD_CURSOR(400),
    /**
     * Made with the parameter's name; the key of the words that say why, as for a {@linkplain
     * ProblemException#field field}; and what fills the words' placeholders.
     */
    BAD_PARAMETER(400) {
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
    BAD_REQUEST(400),
    BODY_MISSING(400),
    IDEMPOTENCY_KEY_MISSING(400),
    MALFORMED_JSON(400),
    UNAUTHENTICATED(401),
    FORBIDDEN(403),
    NOT_FOUND(404),
    METHOD_NOT_ALLOWED(405),
    NOT_ACCEPTABLE(406),
    REQUEST_IN_PROGRESS(409),
    PRECONDITION_FAILED(412),
    BODY_TOO_LARGE(413),
    UNSUPPORTED_MEDIA_TYPE(415),
    IDEMPOTENCY_KEY_REUSED(422),
    INVALID_REQUEST(422),
    PRECONDITION_REQUIRED(428),
    TOO_MANY_REQUESTS(429),
    INTERNAL_ERROR(500),
    /** Says when to try again; whoever makes one and knows better sets another Retry-After. */
    SERVICE_UNAVAILABLE(503) {
        @Override
        public ProblemException with(Object... arguments) {
            return super.with(arguments).header("Retry-After", RESTART_SECONDS);
        }
    },
    TIMEOUT(504);

    /** About what a restart takes, of PostgreSQL or of a service. */
    private static final String RESTART_SECONDS = "2";

    private final int status;

    KernelProblem(int status) {
        this.status = status;
    }

    @Override
    public int status() {
        return status;
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
