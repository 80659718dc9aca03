package chosao.kernel.problem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A refusal the client must hear of. It carries no stack trace: it is an answer, not a bug, and is
 * thrown on paths that a flood of bad requests can reach.
 *
 * <p>Built and thrown by one thread; not to be shared.
 */
public final class ProblemException extends RuntimeException {

    private final transient ProblemType type;
    private final transient List<Object> arguments;
    private final transient List<Fault> faults = new ArrayList<>();
    private final transient Map<String, Object> members = new LinkedHashMap<>();
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    /** A field that is at fault: where (RFC 6901 pointer into the body) and why. */
    record Fault(String pointer, Reason reason) {}

    public ProblemException(ProblemType type, Object... arguments) {
        super(type.slug() + Arrays.toString(arguments), null, false, false);
        this.type = type;
        this.arguments = List.of(arguments);
    }

    /**
     * Names a field that is at fault.
     *
     * @param pointer RFC 6901 pointer into the body, such as {@code /variants/0/price}
     * @param reason the key of the words in the type's bundle, the service's or the kernel's, such
     *     as {@code field.too-large}
     * @param reasonArguments fill the words' placeholders
     */
    public ProblemException field(String pointer, String reason, Object... reasonArguments) {
        return field(pointer, Reason.of(reason, reasonArguments));
    }

    ProblemException field(String pointer, Reason reason) {
        faults.add(new Fault(pointer, reason));
        return this;
    }

    /** Adds an extension member (RFC 9457, 3.2), such as the SKUs that are out of stock. */
    public ProblemException member(String name, Object value) {
        members.put(name, value);
        return this;
    }

    /** Adds a header to the answer, such as {@code Retry-After}. */
    public ProblemException header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public ProblemType type() {
        return type;
    }

    List<Object> arguments() {
        return arguments;
    }

    List<Fault> faults() {
        return faults;
    }

    Map<String, Object> members() {
        return members;
    }

    public Map<String, String> headers() {
        return headers;
    }
}
