package chosao.local.stripe.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An append-only file with one line of JSON for every batch of changes.
 *
 * <p>A line is handed to the operating system before the request is answered, so it outlives the
 * process, however that ends. It is not forced to the disk: losing power may lose the last moments,
 * which a sandbox can bear and which keeps it from competing with PostgreSQL for the disk. Not
 * thread-safe.
 */
final class Journal implements Closeable {

    static final String NAME = "journal.jsonl";

    private static final Logger LOG = System.getLogger(Journal.class.getName());

    private final Path file;
    private final FileChannel lockFile;
    private final ObjectWriter writer;
    private FileChannel channel;
    private long size;

    private Journal(Path file, FileChannel lockFile, ObjectWriter writer) throws IOException {
        this.file = file;
        this.lockFile = lockFile;
        this.writer = writer;
        this.channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        this.size = channel.size();
    }

    /** Opens the directory's journal and hands over what it holds, oldest first. */
    static Journal open(Path directory, ObjectMapper mapper, Consumer<Batch> replay) {
        try {
            Files.createDirectories(directory);
            FileChannel lockFile = lock(directory);
            Path file = directory.resolve(NAME);
            Journal journal = new Journal(file, lockFile, mapper.writerFor(Batch.class));
            journal.replay(mapper.readerFor(Batch.class), replay);
            return journal;
        } catch (IOException e) {
            throw new UncheckedIOException("The sandbox cannot keep its data in " + directory, e);
        }
    }

    /** Deletes a directory with a closed ledger's files. */
    static void delete(Path directory) {
        try {
            try (var files = Files.newDirectoryStream(directory)) {
                for (Path file : files) {
                    Files.delete(file);
                }
            }
            Files.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("The sandbox cannot delete " + directory, e);
        }
    }

    private static FileChannel lock(Path directory) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        directory.resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        @Nullable FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            channel.close();
            throw new IOException("another sandbox already uses it");
        }
        return channel;
    }

    private void replay(ObjectReader reader, Consumer<Batch> consumer) throws IOException {
        long good = 0;
        try (var lines = Lines.of(file)) {
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                Batch batch;
                try {
                    batch = reader.readValue(line);
                } catch (JsonProcessingException e) {
                    setAside(good);
                    break;
                }
                consumer.accept(batch);
                good += line.length + 1;
            }
        }
        // A process that was killed may leave half a line behind; nobody was told that it had
        // happened.
        channel.truncate(good);
        size = good;
    }

    /** What cannot be read may be payments that someone was told of: it is kept for people. */
    private void setAside(long good) throws IOException {
        Path damaged = Files.createTempFile(file.getParent(), "damaged-", ".jsonl");
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ);
                FileChannel out = FileChannel.open(damaged, StandardOpenOption.WRITE)) {
            long end = in.size();
            for (long at = good; at < end; ) {
                at += in.transferTo(at, end - at, out);
            }
        }
        LOG.log(
                Level.WARNING,
                "The journal is damaged after byte {0}; what follows is not counted and kept in {1}",
                good,
                damaged);
    }

    void append(Batch batch) {
        try {
            byte[] json = writer.writeValueAsBytes(batch);
            ByteBuffer line =
                    ByteBuffer.allocate(json.length + 1).put(json).put((byte) '\n').flip();
            while (line.hasRemaining()) {
                channel.write(line, size + line.position());
            }
            size += json.length + 1;
        } catch (IOException e) {
            dropUnfinishedLine(e);
            throw new UncheckedIOException("The sandbox cannot write to " + file, e);
        }
    }

    /** Half a line, as a full disk leaves it, would spoil those that are written after it. */
    private void dropUnfinishedLine(IOException failure) {
        try {
            channel.truncate(size);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /** Replaces everything by an equal, shorter story. */
    void rewrite(Iterable<Batch> story) {
        Path fresh = file.resolveSibling("journal.new");
        try {
            try (OutputStream out =
                    new BufferedOutputStream(Files.newOutputStream(fresh), 1 << 16)) {
                for (Batch batch : story) {
                    out.write(writer.writeValueAsString(batch).getBytes(StandardCharsets.UTF_8));
                    out.write('\n');
                }
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            channel.close();
            channel = FileChannel.open(file, StandardOpenOption.WRITE);
            size = channel.size();
        } catch (IOException e) {
            throw new UncheckedIOException("The sandbox cannot write to " + file, e);
        }
    }

    /** In bytes. */
    long size() {
        return size;
    }

    @Override
    public void close() {
        try {
            channel.force(true);
            channel.close();
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The sandbox cannot write to " + file, e);
        }
    }
}
