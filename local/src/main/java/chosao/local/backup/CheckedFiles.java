package chosao.local.backup;

import chosao.local.backup.BackupManifest.FileSum;
import chosao.local.console.Progress;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Files that are written below a directory, readable by their owner only, with their checksums.
 * What was written outlives a loss of power once it was forced. Not thread-safe.
 */
final class CheckedFiles {

    static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private static final int FORCED_TOGETHER = 32;
    private static final int CHUNK = 1 << 17;

    private final Path root;
    private final Progress.Step step;
    private final long expected;
    private final SortedSet<String> directories = new TreeSet<>();
    private final SortedMap<String, FileSum> files = new TreeMap<>();
    private final byte[] buffer = new byte[CHUNK];
    private long written;

    /**
     * @param step is told how far it has come
     * @param expected about how many bytes it will be
     */
    CheckedFiles(Path root, Progress.Step step, long expected) {
        this.root = root;
        this.step = step;
        this.expected = expected;
    }

    SortedSet<String> directories() {
        return directories;
    }

    SortedMap<String, FileSum> files() {
        return files;
    }

    /** Makes a directory whose parent is there, with the root's permissions. */
    void directory(String name) throws IOException {
        if (!root.resolve(name).normalize().startsWith(root)) {
            throw new IOException(name + " lies outside of " + root);
        }
        Files.createDirectory(root.resolve(name), OWNER_ONLY_DIRECTORY);
        directories.add(name);
    }

    void copy(Path source, String name) throws IOException {
        try (InputStream in = Files.newInputStream(source)) {
            write(in, name);
        }
    }

    void write(InputStream content, String name) throws IOException {
        MessageDigest digest = sha256();
        Path file = Files.createFile(root.resolve(name), OWNER_ONLY);
        long bytes = 0;
        try (FileOutputStream out = new FileOutputStream(file.toFile())) {
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                out.write(buffer, 0, read);
                digest.update(buffer, 0, read);
                bytes += read;
                written += read;
                step.tell(megabytes(written) + " of " + megabytes(Math.max(written, expected)));
            }
        }
        files.put(name, new FileSum(bytes, HexFormat.of().formatHex(digest.digest())));
    }

    /**
     * All that was written reaches the disk. At the end and side by side, since one file waits as
     * long as hundreds that are forced together.
     */
    void force() throws IOException {
        try (ExecutorService forcing = Executors.newFixedThreadPool(FORCED_TOGETHER)) {
            List<Future<?>> forced = new ArrayList<>();
            for (String name : files.keySet()) {
                forced.add(forcing.submit(() -> forceOne(root.resolve(name))));
            }
            for (Future<?> each : forced) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        for (String directory : directories) {
            force(root.resolve(directory));
        }
        force(root);
    }

    private static @Nullable Void forceOne(Path path) throws IOException {
        force(path);
        return null;
    }

    /** A file, or the names in a directory. */
    static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%,d MB", (bytes + 999_999) / 1_000_000);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
