package chosao.kernel.http;

import static chosao.kernel.problem.KernelProblem.PRECONDITION_FAILED;
import static chosao.kernel.problem.KernelProblem.PRECONDITION_REQUIRED;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Strong entity tags made of a row's version (RFC 9110, 8.8.3), and the precondition that uses
 * them.
 */
public final class EntityTag {

    private EntityTag() {}

    public static String of(long version) {
        return "\"" + version + "\"";
    }

    /**
     * Checks {@code If-Match} before a change.
     *
     * @throws chosao.kernel.problem.ProblemException {@code precondition-required} without the
     *     header, {@code precondition-failed} where it names another version
     */
    public static void require(@Nullable String ifMatch, long version) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw PRECONDITION_REQUIRED.with();
        }
        var current = of(version);
        if (Arrays.stream(ifMatch.split(","))
                .map(String::strip)
                .noneMatch(tag -> tag.equals(current) || tag.equals("*"))) {
            throw PRECONDITION_FAILED.with().header("ETag", current);
        }
    }
}
