package chosao.local.backup;

import chosao.local.market.WholeFile;
import chosao.local.process.StartFailure;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * What a backup consists of. It is written last: a directory without it is no backup.
 *
 * @param format of the backup itself
 * @param made a moment in ISO 8601; all that was committed before it is in the backup
 * @param postgres the version of the server, such as {@code 18.6}
 * @param postgresMajor only the same major version can read the files
 * @param platform the system and processor whose PostgreSQL can read the files
 * @param migrations the newest migration of each database, by its name; empty if the market was
 *     stopped
 * @param sandbox whether payments of the Stripe sandbox are in it
 * @param directories all of them, also the empty ones, which PostgreSQL needs
 * @param files by their path in the backup
 */
record BackupManifest(
        int format,
        String made,
        String postgres,
        int postgresMajor,
        String platform,
        Map<String, Integer> migrations,
        boolean sandbox,
        SortedSet<String> directories,
        SortedMap<String, FileSum> files) {

    static final int FORMAT = 1;

    private static final String NAME = "manifest.json";

    private static final ObjectMapper JSON =
            new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    /**
     * What a file must be.
     *
     * @param sha256 of its content, in hexadecimal digits
     */
    record FileSum(long bytes, String sha256) {}

    /** Only what every format has. */
    private record Head(@Nullable Integer format) {}

    static String platformHere() {
        return System.getProperty("os.name") + " " + System.getProperty("os.arch");
    }

    static boolean isIn(Path directory) {
        return Files.exists(directory.resolve(NAME));
    }

    /**
     * Reads the manifest of a backup.
     *
     * @throws StartFailure if there is none, or none that this version understands
     */
    static BackupManifest read(Path directory) {
        Path file = directory.resolve(NAME);
        try {
            byte[] json = Files.readAllBytes(file);
            Integer format = JSON.readValue(json, Head.class).format();
            if (format == null || format != FORMAT) {
                throw new StartFailure(
                        "The backup in %s has the format %s; this version of the market reads format %d."
                                .formatted(directory, format, FORMAT));
            }
            return JSON.readValue(json, BackupManifest.class);
        } catch (NoSuchFileException missing) {
            throw new StartFailure(
                    "There is no backup in "
                            + directory
                            + ", or one that was not finished: it has no "
                            + NAME
                            + ".");
        } catch (JsonProcessingException damaged) {
            throw new StartFailure(
                    "The backup in %s is damaged: %s cannot be read.".formatted(directory, NAME));
        } catch (IOException e) {
            throw new StartFailure("Cannot read " + file + ": " + e.getMessage());
        }
    }

    void write(Path directory) throws IOException {
        WholeFile.write(
                directory.resolve(NAME), JSON.writeValueAsBytes(this), CheckedFiles.OWNER_ONLY);
    }

    long bytes() {
        return files.values().stream().mapToLong(FileSum::bytes).sum();
    }
}
