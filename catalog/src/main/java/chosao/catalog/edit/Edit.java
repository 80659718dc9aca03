package chosao.catalog.edit;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a change says of one member of what it changes, as a JSON Merge Patch does (RFC 7396): left
 * out, the member stays as it is; null removes it; anything else takes its place. Constraints on it
 * judge what is given, null too: {@code @NotNull} keeps a member from being removed.
 *
 * @param <T> the member's type, nullable where it can be removed
 */
public sealed interface Edit<T extends @Nullable Object> {

    /** The change leaves the member out. */
    record Kept<T extends @Nullable Object>() implements Edit<T> {}

    record Given<T extends @Nullable Object>(T value) implements Edit<T> {}

    /** The member as it is after the change. */
    default T or(T before) {
        return switch (this) {
            case Kept<T>() -> before;
            case Given<T>(T value) -> value;
        };
    }

    default <R extends @Nullable Object> Edit<R> map(Function<T, R> step) {
        return switch (this) {
            case Kept<T>() -> new Kept<>();
            case Given<T>(T value) -> new Given<>(step.apply(value));
        };
    }
}
