package chosao.local.postgres;

import chosao.local.Installation;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The programs of PostgreSQL, unpacked beside Elasticsearch the first time anyone asks. */
final class PostgresBinaries {

    /**
     * The version in the name of the jar that brings the programs, as it ends a resource's address.
     */
    private static final Pattern VERSION = Pattern.compile("-([0-9.]+)\\.jar!/");

    private static final String NAME = "postgresql-" + version();

    private PostgresBinaries() {}

    /** The directory that holds {@code bin}, {@code lib} and {@code share}. */
    static synchronized Path home() {
        Path servers = Installation.servers();
        Path home = servers.resolve(NAME);
        if (Files.isDirectory(home)) {
            return home;
        }
        try {
            try (FileChannel lock =
                    FileChannel.open(
                            servers.resolve(NAME + ".lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE)) {
                lock.lock();
                if (!Files.isDirectory(home)) {
                    Path unpacked = Files.createTempDirectory(servers, NAME);
                    unpack(unpacked);
                    Files.setPosixFilePermissions(unpacked, permissions(0755));
                    Files.move(unpacked, home, StandardCopyOption.ATOMIC_MOVE);
                }
            }
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack PostgreSQL into " + home, e);
        }
    }

    private static void unpack(Path target) throws IOException {
        try (InputStream packed = PostgresBinaries.class.getResourceAsStream("/" + archive())) {
            if (packed == null) {
                throw new IOException(
                        "no PostgreSQL for this machine on the class path: " + archive());
            }
            try (TarArchiveInputStream tar =
                    new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)))) {
                for (TarArchiveEntry entry = tar.getNextEntry();
                        entry != null;
                        entry = tar.getNextEntry()) {
                    unpack(entry, tar, target);
                }
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path target)
            throws IOException {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
            throw new IOException("entry outside of its archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, path);
        Files.setPosixFilePermissions(path, permissions(entry.getMode()));
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        Set<PosixFilePermission> permissions =
                EnumSet.of(
                        PosixFilePermission.OWNER_READ,
                        PosixFilePermission.OWNER_WRITE,
                        PosixFilePermission.GROUP_READ,
                        PosixFilePermission.OTHERS_READ);
        if ((mode & 0100) != 0) {
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            permissions.add(PosixFilePermission.GROUP_EXECUTE);
            permissions.add(PosixFilePermission.OTHERS_EXECUTE);
        }
        return permissions;
    }

    private static String version() {
        URL archive = PostgresBinaries.class.getResource("/" + archive());
        Matcher version = VERSION.matcher(String.valueOf(archive));
        return version.find() ? version.group(1) : "18";
    }

    private static String archive() {
        boolean mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac");
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        return "postgres-" + (mac ? "darwin-" : "linux-") + (arm ? "arm_64" : "x86_64") + ".txz";
    }
}
