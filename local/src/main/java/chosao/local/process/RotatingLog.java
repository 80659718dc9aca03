package chosao.local.process;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A log file of bounded size: when it is full it becomes {@code name.log.1}, and the one before
 * that is dropped.
 */
public final class RotatingLog implements AutoCloseable {

    private static final long FULL = 8L << 20;

    private final Path file;
    private final Path previous;
    private @Nullable OutputStream out;
    private long size;

    /** Opens the log, going on where an earlier run ended. */
    public RotatingLog(Path file) {
        this.file = file;
        this.previous = file.resolveSibling(file.getFileName() + ".1");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            open();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the log " + file, e);
        }
    }

    /** Writes a line. A full disk must not end what is logged: the line is lost then. */
    public synchronized void write(String line) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            OutputStream opened = out == null ? open() : out;
            if (size + bytes.length > FULL) {
                opened = rotate();
            }
            opened.write(bytes);
            size += bytes.length;
        } catch (IOException lost) {
            // How much of it was written is unknown: the next line opens the file anew.
            close();
        }
    }

    private OutputStream rotate() throws IOException {
        close();
        try {
            Files.move(file, previous, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException notMoved) {
            // The newest lines matter more than those that cannot be set aside.
            Files.delete(file);
        }
        return open();
    }

    /** The last lines of a log. */
    public static List<String> tail(Path file, int lines) {
        try (Stream<String> all =
                new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines()) {
            Deque<String> last = new ArrayDeque<>();
            all.forEach(line -> {
                last.add(line);
                if (last.size() > lines) {
                    last.removeFirst();
                }
            });
            return List.copyOf(last);
        } catch (IOException noLog) {
            return List.of();
        }
    }

    @Override
    public synchronized void close() {
        try (OutputStream _ = out) {
            out = null;
        } catch (IOException lost) {
            return;
        }
    }

    private OutputStream open() throws IOException {
        OutputStream opened =
                Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        out = opened;
        size = Files.size(file);
        return opened;
    }
}
