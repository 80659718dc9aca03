package chosao.kernel.http;

import static chosao.kernel.problem.KernelProblem.PRECONDITION_FAILED;
import static chosao.kernel.problem.KernelProblem.PRECONDITION_REQUIRED;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Strong entity tags made of a row's version (RFC 9110, 8.8.3), and the preconditions that use
 * them. A list of tags is taken apart at its commas: a tag of others may hold one, ours never does.
 */
public final class EntityTag {

    private static final String ANY = "*";
    private static final String WEAK = "W/";

    private EntityTag() {}

    public static String of(long version) {
        return "\"" + version + "\"";
    }

    /**
     * Whether {@code If-None-Match} (RFC 9110, 13.1.2) names the version, so that whoever asks has
     * it already. The comparison is weak: a proxy that compressed the answer may have weakened the
     * tag on its way.
     */
    public static boolean isKnown(@Nullable String ifNoneMatch, long version) {
        return ifNoneMatch != null
                && names(
                        ifNoneMatch,
                        version,
                        tag -> tag.startsWith(WEAK) ? tag.substring(WEAK.length()) : tag);
    }

    /**
     * Checks {@code If-Match} (RFC 9110, 13.1.1) before a change. The comparison is strong: a
     * weakened tag matches nothing.
     *
     * @throws chosao.kernel.problem.ProblemException {@code precondition-required} without the
     *     header, {@code precondition-failed} where it names other versions only
     */
    public static void require(@Nullable String ifMatch, long version) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw PRECONDITION_REQUIRED.with();
        }
        if (!names(ifMatch, version, UnaryOperator.identity())) {
            throw PRECONDITION_FAILED.with().header("ETag", of(version));
        }
    }

    private static boolean names(String tags, long version, UnaryOperator<String> compared) {
        var current = of(version);
        return Arrays.stream(tags.split(","))
                .map(String::strip)
                .anyMatch(tag -> tag.equals(ANY) || compared.apply(tag).equals(current));
    }
}
