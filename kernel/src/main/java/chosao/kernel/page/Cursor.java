package chosao.kernel.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import chosao.kernel.id.CanonicalUuid;
import chosao.kernel.problem.KernelProblem;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Turns the place where a page ended into an opaque text and back. */
public final class Cursor {

    /** Longer than any that we give out; a longer one is refused unread. */
    private static final int MAXIMUM_LENGTH = 1_000;

    private static final String SEPARATOR = "\n";

    private Cursor() {}

    /** The parts must hold no line feed. */
    public static String of(String... parts) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(SEPARATOR, parts).getBytes(UTF_8));
    }

    /**
     * Reads the parts of a cursor back.
     *
     * @throws chosao.kernel.problem.ProblemException {@code bad-cursor} where it is none, or has
     *     another number of parts
     */
    public static List<String> parts(String cursor, int expected) {
        if (cursor.length() > MAXIMUM_LENGTH) {
            throw KernelProblem.BAD_CURSOR.with();
        }
        try {
            var parts =
                    List.of(
                            new String(Base64.getUrlDecoder().decode(cursor), UTF_8)
                                    .split(SEPARATOR, -1));
            if (parts.size() == expected) {
                return parts;
            }
        } catch (IllegalArgumentException notBase64) {
            throw KernelProblem.BAD_CURSOR.with();
        }
        throw KernelProblem.BAD_CURSOR.with();
    }

    /**
     * The id that a list of ids goes on behind.
     *
     * @param cursor as the client sent it; null for the beginning of the list
     * @throws chosao.kernel.problem.ProblemException {@code bad-cursor} where it holds no id
     */
    public static @Nullable UUID idIn(@Nullable String cursor) {
        return cursor == null
                ? null
                : CanonicalUuid.parse(parts(cursor, 1).getFirst())
                        .orElseThrow(KernelProblem.BAD_CURSOR::with);
    }
}
