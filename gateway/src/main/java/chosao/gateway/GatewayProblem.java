package chosao.gateway;

import chosao.kernel.problem.ProblemType;

/** The refusals that only the gateway knows. */
public enum GatewayProblem implements ProblemType {
    BAD_ADDRESS(400, "Bad address"),
    BAD_REQUEST_HEAD(400, "Bad request head"),
    /** Made with the header's name. */
    HEADER_REPEATED(400, "Header repeated"),
    WRONG_CREDENTIALS(401, "Wrong e-mail or password"),
    SESSION_ENDED(401, "Session ended"),
    BODY_TOO_SLOW(408, "Body too slow"),
    EMAIL_TAKEN(409, "E-mail taken"),
    ADDRESS_TOO_LONG(414, "Address too long"),
    ENCODED_BODY(415, "Body encoded"),
    EXPECTATION_FAILED(417, "Expectation failed"),
    TOO_MANY_CONNECTIONS(429, "Too many connections"),
    HEADERS_TOO_LARGE(431, "Headers too large"),
    METHOD_UNKNOWN(501, "Method unknown"),
    HTTP_VERSION_UNKNOWN(505, "HTTP version unknown");

    private final int status;
    private final String title;

    GatewayProblem(int status, String title) {
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
}
