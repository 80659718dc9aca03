package chosao.gateway;

import chosao.kernel.problem.ProblemType;

/** The refusals that only the gateway knows. */
public enum GatewayProblem implements ProblemType {
    BAD_ADDRESS(400),
    BAD_REQUEST_HEAD(400),
    /** Made with the header's name. */
    HEADER_REPEATED(400),
    WRONG_CREDENTIALS(401),
    SESSION_ENDED(401),
    BODY_TOO_SLOW(408),
    ACCOUNT_HOLDS_ROLES(409),
    ACCOUNT_KEEPS_PRODUCER(409),
    EMAIL_TAKEN(409),
    LAST_ADMIN(409),
    INVITATION_ENDED(409),
    /** The kernel's, in words that name the limit. Made with it, in bytes. */
    BODY_TOO_LARGE(413),
    ADDRESS_TOO_LONG(414),
    ENCODED_BODY(415),
    EXPECTATION_FAILED(417),
    TOO_MANY_CONNECTIONS(429),
    TOO_MANY_BODIES(429),
    HEADERS_TOO_LARGE(431),
    METHOD_UNKNOWN(501),
    HTTP_VERSION_UNKNOWN(505);

    private final int status;

    GatewayProblem(int status) {
        this.status = status;
    }

    @Override
    public int status() {
        return status;
    }
}
