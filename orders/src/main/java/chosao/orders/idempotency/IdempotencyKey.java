package chosao.orders.idempotency;

import chosao.kernel.problem.KernelProblem;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A key that a client chose for a request, so that repeating it is safe.
 *
 * @param caller whose key it is: keys of different callers have nothing to do with each other
 */
public record IdempotencyKey(String caller, String value) {

    public static final String HEADER = "Idempotency-Key";

    /** On an answer that was given before. */
    public static final String REPLAYED = "Idempotent-Replayed";

    private static final Pattern FORM = Pattern.compile("[!-~]{1,255}");

    /** Reads the header where a request must have it. */
    public static IdempotencyKey of(String caller, @Nullable String header) {
        var key = ofOptional(caller, header);
        if (key == null) {
            throw KernelProblem.IDEMPOTENCY_KEY_MISSING.with();
        }
        return key;
    }

    /** Reads the header where a request may have it. */
    public static @Nullable IdempotencyKey ofOptional(String caller, @Nullable String header) {
        if (header == null || header.isBlank()) {
            return null;
        }
        if (!FORM.matcher(header).matches()) {
            throw KernelProblem.BAD_PARAMETER.with(HEADER, "field.not-a-key");
        }
        return new IdempotencyKey(caller, header);
    }
}
