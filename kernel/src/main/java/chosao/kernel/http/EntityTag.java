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

    /** The end of a tag that says how often the calendar has changed what it stands for. */
    private static final Pattern TURN = Pattern.compile("\\.\\d++\"$");

    /** RFC 9110, 5.6.1: whoever reads a list passes over what is empty in it. */
    private static final Pattern LIST =
            Pattern.compile("(?:[ \t]*+(?:" + ONE + ")?+[ \t]*+(?:,|$))++");

    private EntityTag() {}

    public static String of(long version) {
        return "\"" + version + "\"";
    }

    /**
     * The tag of what changes with the calendar too, and not only with the row.
     *
     * @param turn how often it has changed since the version was written; 0 gives the version's own
     *     tag
     */
    public static String of(long version, long turn) {
        return turn == 0 ? of(version) : "\"" + version + '.' + turn + '"';
    }

    /**
     * Whether {@code If-None-Match} (RFC 9110, 13.1.2) names the tag, so that whoever asks has it
     * already. The comparison is weak: a proxy that compressed the answer may have weakened the tag
     * on its way.
     */
    public static boolean isKnown(@Nullable String ifNoneMatch, String current) {
        return ifNoneMatch != null
                && LIST.matcher(ifNoneMatch).matches()
                && names(
                        ifNoneMatch,
                        current,
                        tag -> tag.startsWith(WEAK) ? tag.substring(WEAK.length()) : tag);
    }

    /**
     * Checks {@code If-Match} (RFC 9110, 13.1.1) before a change. The comparison is strong: a
     * weakened tag matches nothing. What the calendar alone has changed since is no matter: the row
     * is the same.
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
        if (!names(ifMatch, of(version), tag -> TURN.matcher(tag).replaceFirst("\""))) {
            throw PRECONDITION_FAILED.with().header("ETag", of(version));
        }
    }

    private static boolean names(String tags, String current, UnaryOperator<String> compared) {
        return TAG.matcher(tags)
                .results()
                .map(MatchResult::group)
                .anyMatch(tag -> tag.equals(ANY) || compared.apply(tag).equals(current));
    }
}
