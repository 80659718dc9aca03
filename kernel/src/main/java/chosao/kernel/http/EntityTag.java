package chosao.kernel.http;

import static chosao.kernel.problem.KernelProblem.BAD_PARAMETER;
import static chosao.kernel.problem.KernelProblem.PRECONDITION_FAILED;
import static chosao.kernel.problem.KernelProblem.PRECONDITION_REQUIRED;

import io.micronaut.http.HttpHeaders;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Strong entity tags made of a row's version (RFC 9110, 8.8.3), and the preconditions that use
 * them.
 */
public final class EntityTag {

    private static final String ANY = "*";
    private static final String WEAK = "W/";

    private static final String ONE = "(?:W/)?\"[^\"]*+\"|\\*";
    private static final Pattern TAG = Pattern.compile(ONE);

    /** RFC 9110, 5.6.1: whoever reads a list passes over what is empty in it. */
    private static final Pattern LIST =
            Pattern.compile("(?:[ \t]*+(?:" + ONE + ")?+[ \t]*+(?:,|$))++");

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
                && LIST.matcher(ifNoneMatch).matches()
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
     *     header, {@code bad-parameter} where it is no list of tags, {@code precondition-failed}
     *     where it names other versions only
     */
    public static void require(@Nullable String ifMatch, long version) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw PRECONDITION_REQUIRED.with();
        }
        if (!LIST.matcher(ifMatch).matches()) {
            throw BAD_PARAMETER.with(HttpHeaders.IF_MATCH, "field.not-a-tag", of(version));
        }
        if (!names(ifMatch, version, UnaryOperator.identity())) {
            throw PRECONDITION_FAILED.with().header("ETag", of(version));
        }
    }

    private static boolean names(String tags, long version, UnaryOperator<String> compared) {
        var current = of(version);
        return TAG.matcher(tags)
                .results()
                .map(MatchResult::group)
                .anyMatch(tag -> tag.equals(ANY) || compared.apply(tag).equals(current));
    }
}
