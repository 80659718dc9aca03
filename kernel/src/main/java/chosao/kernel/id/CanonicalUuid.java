package chosao.kernel.id;

import java.util.Optional;
import java.util.UUID;

/** Reads UUIDs as RFC 9562, 4 writes them: 36 characters, in letters of either case. */
public final class CanonicalUuid {

    private CanonicalUuid() {}

    /**
     * The id, or nothing where the text is none. {@link UUID#fromString} takes {@code 1-1-1-1-1}
     * for one too, so that an id would have many names.
     */
    public static Optional<UUID> parse(String text) {
        try {
            var id = UUID.fromString(text);
            return id.toString().equalsIgnoreCase(text) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }
}
