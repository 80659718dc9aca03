package chosao.local.stripe.ledger;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Long texts that are seldom read, such as the payloads of events: they lie in a file, and only
 * where they lie is kept in memory. Adding is not thread-safe; reading may go on beside it.
 */
final class Texts implements Closeable {

    static final String NAME = "texts-";

    private final Path file;
    private final FileChannel channel;
    private final ByteArrayOutputStream fresh = new ByteArrayOutputStream();
    private long size;

    private Texts(Path file) throws IOException {
        this.file = file;
        this.channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        this.size = channel.size();
    }

    /** Opens the directory's texts of a generation; those of others belong to nothing any more. */
    static Texts open(Path directory, int generation) {
        Path file = directory.resolve(NAME + generation);
        try (var others = Files.newDirectoryStream(directory, NAME + "*")) {
            for (Path other : others) {
                if (!other.equals(file)) {
                    Files.delete(other);
                }
            }
            return new Texts(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The sandbox cannot keep its data in " + directory, e);
        }
    }

    /** Opens the texts of a generation that is still in the making. */
    static Texts begin(Path directory, int generation) {
        try {
            Path file = directory.resolve(NAME + generation);
            Files.deleteIfExists(file);
            return new Texts(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The sandbox cannot keep its data in " + directory, e);
        }
    }

    /** Says where a text will lie; it lies there after the next {@link #flush()}. */
    Extent add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Extent extent = new Extent(size + fresh.size(), bytes.length);
        fresh.writeBytes(bytes);
        return extent;
    }

    /** Takes a text over from another generation. */
    Extent copy(Texts other, Extent extent) {
        Extent copied = add(other.read(extent));
        flush();
        return copied;
    }

    /** Hands what was added to the operating system. */
    void flush() {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(fresh.toByteArray());
            for (long at = size; bytes.hasRemaining(); at = size + bytes.position()) {
                channel.write(bytes, at);
            }
            size += bytes.limit();
        } catch (IOException e) {
            throw new UncheckedIOException("The sandbox cannot write to " + file, e);
        } finally {
            discard();
        }
    }

    /** Forgets what was added since the last flush. */
    void discard() {
        fresh.reset();
    }

    String read(Extent extent) {
        try {
            ByteBuffer bytes = ByteBuffer.allocate(extent.length());
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, extent.at() + bytes.position()) < 0) {
                    throw new EOFException(extent + " lies behind the end");
                }
            }
            return new String(bytes.array(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The sandbox cannot read " + file, e);
        }
    }

    /** In bytes. */
    long size() {
        return size;
    }

    void delete() {
        close();
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The sandbox cannot delete " + file, e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The sandbox cannot close " + file, e);
        }
    }
}
