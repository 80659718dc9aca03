package chosao.local.market;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/**
 * The passwords and keys of this market: each made at random once, kept in a file that only its
 * owner may read.
 */
public final class Secrets {

    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path file;
    private final Map<String, String> values = new TreeMap<>();

    public Secrets(Path file) {
        this.file = file;
        if (!Files.exists(file)) {
            return;
        }
        try {
            for (String line : Files.readAllLines(file)) {
                int equals = line.indexOf('=');
                if (equals > 0 && !line.startsWith("#")) {
                    values.put(line.substring(0, equals), line.substring(equals + 1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** The secret of that name. */
    public String get(String name) {
        return get(name, "");
    }

    /**
     * The secret of that name; a new one begins with {@code prefix}, by which Stripe's keys tell
     * their kind.
     */
    public synchronized String get(String name, String prefix) {
        String known = values.get(name);
        if (known != null) {
            return known;
        }
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        String made =
                prefix
                        + Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(bytes)
                                .replace('-', 'x')
                                .replace('_', 'y');
        values.put(name, made);
        save();
        return made;
    }

    private void save() {
        StringBuilder text =
                new StringBuilder(
                        "# Secrets of this market. The data beside this file cannot be used without it.\n");
        values.forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
        try {
            WholeFile.write(
                    file,
                    text.toString().getBytes(StandardCharsets.UTF_8),
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
