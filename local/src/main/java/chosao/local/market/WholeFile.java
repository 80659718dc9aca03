package chosao.local.market;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;

/** Files that are replaced as a whole: a reader, and whoever comes after a crash, sees no half. */
public final class WholeFile {

    private WholeFile() {}

    /**
     * Replaces a file. When this returns, the new content outlives a loss of power; until then the
     * old one does.
     *
     * @param attributes of the new file, such as its permissions
     */
    public static void write(Path file, byte[] content, FileAttribute<?>... attributes)
            throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(next);
        Files.createFile(next, attributes);
        try (FileOutputStream out = new FileOutputStream(next.toFile())) {
            out.write(content);
            // Otherwise the new name may reach the disk before what it names.
            out.getFD().sync();
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel directory =
                FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }
}
