package chosao.local.stripe.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The files of a ledger, for those who copy them while a sandbox writes to them. */
public final class LedgerFiles {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The sandbox replaces its files after many megabytes: a second time in a row is luck. */
    private static final int ATTEMPTS = 10;

    private LedgerFiles() {}

    /** Whether a ledger has been kept in this directory. */
    public static boolean areIn(Path directory) {
        return Files.exists(directory.resolve(Journal.NAME));
    }

    /**
     * Copies all that the sandbox had answered before, and perhaps more.
     *
     * <p>A text is written before the line that points to it. So the journal is copied first, then
     * the texts that it names: they have at least all that it needs.
     *
     * @param target a directory that is there and empty
     */
    public static void copy(Path directory, Path target) throws IOException {
        for (int attempt = 1; ; attempt++) {
            Path journal = target.resolve(Journal.NAME);
            copyLines(directory.resolve(Journal.NAME), journal);
            String texts = Texts.NAME + generation(journal);
            try {
                Files.copy(
                        directory.resolve(texts),
                        target.resolve(texts),
                        StandardCopyOption.REPLACE_EXISTING);
                return;
            } catch (NoSuchFileException replacedMeanwhile) {
                if (attempt == ATTEMPTS) {
                    throw replacedMeanwhile;
                }
            }
        }
    }

    /** Without the line that is being written, if there is one. */
    private static void copyLines(Path source, Path target) throws IOException {
        try (Lines lines = Lines.of(source);
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(target))) {
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                out.write(line);
                out.write('\n');
            }
        }
    }

    private static int generation(Path journal) throws IOException {
        try (Lines lines = Lines.of(journal)) {
            byte[] first = lines.next();
            JsonNode texts = first == null ? null : JSON.readTree(first).get("texts");
            if (texts == null || !texts.isInt()) {
                throw new IOException("the journal of the sandbox does not begin with its texts");
            }
            return texts.intValue();
        }
    }
}
