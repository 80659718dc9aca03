package chosao.kernel.problem;

import java.util.Locale;

/**
 * A kind of refusal or failure that clients can tell apart. Implemented by one enum in each
 * service, whose constants name the kinds and fix their status.
 *
 * <p>The words for people stand in the resource bundle {@code Problems} beside the enum, in each
 * language: under the {@linkplain #slug() slug} the explanation, a {@link java.text.MessageFormat}
 * pattern, and under the slug and {@code .title} a summary that never changes from one occurrence
 * to the next (RFC 9457, 3.1.3).
 */
public interface ProblemType {

    /** The constant's name, as an enum gives it. */
    String name();

    /** The HTTP status, 400 to 599. */
    int status();

    /**
     * The last part of the problem's type URI: {@code PRODUCT_NOT_FOUND} is {@code
     * product-not-found}.
     */
    default String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A refusal of this kind; the arguments fill the pattern in the order of its placeholders. */
    default ProblemException with(Object... arguments) {
        return new ProblemException(this, arguments);
    }
}
