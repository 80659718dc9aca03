package chosao.local.backup;

import chosao.local.console.Progress;
import chosao.local.market.MarketLock;
import chosao.local.market.MarketSettings;
import chosao.local.market.Parts;
import chosao.local.postgres.PostgresCluster;
import chosao.local.process.StartFailure;
import chosao.local.process.Trees;
import chosao.local.stripe.ledger.LedgerFiles;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Copies all of a market that cannot be made anew: the databases, the secrets and the payments of
 * the sandbox. A market that runs goes on selling. The index is left out, since search rebuilds it
 * from the feeds.
 */
public final class Backup {

    static final String POSTGRES = "postgres";
    static final String SECRETS = "secrets";
    static final String SANDBOX = "stripe";

    private final MarketSettings settings;
    private final PostgresCluster cluster;
    private final Progress progress;

    public Backup(MarketSettings settings, Parts parts, Progress progress) {
        this.settings = settings;
        this.cluster = parts.cluster().whereItListens();
        this.progress = progress;
    }

    /**
     * Makes a backup in a directory that is not there yet, or is empty; afterwards only its owner
     * may enter it. After a failure nothing is left in it.
     *
     * @throws StartFailure if it cannot be made, with the reason for the person who asked
     */
    public void make(Path directory) {
        Path target = directory.toAbsolutePath().normalize();
        checkThat(target);
        Progress.Step step = progress.begin("backup");
        try {
            makeDirectory(target);
            BackupManifest manifest = fill(target, step);
            manifest.write(target);
            step.done(
                    CheckedFiles.megabytes(manifest.bytes())
                            + " in "
                            + target
                            + "; it holds passwords and personal data");
        } catch (IOException | SQLException e) {
            step.failed("not finished");
            empty(target);
            throw new StartFailure("The backup was not finished: " + e.getMessage());
        } catch (StartFailure e) {
            step.forget();
            empty(target);
            throw e;
        }
    }

    private void checkThat(Path target) {
        if (target.startsWith(settings.home())) {
            throw new StartFailure(
                    target + " lies in the market's own data: choose another place for a backup.");
        }
        if (Files.exists(target) && !isEmptyDirectory(target)) {
            throw new StartFailure(
                    target
                            + (BackupManifest.isIn(target)
                                    ? " already holds a backup"
                                    : " is not empty")
                            + ": a backup is made in a new directory.");
        }
        if (!Files.exists(cluster.madeMark())) {
            throw new StartFailure(
                    "There is no data in " + settings.home() + ": nothing to back up.");
        }
    }

    private BackupManifest fill(Path target, Progress.Step step) throws IOException, SQLException {
        long expected = BaseBackup.size(cluster);
        checkSpace(target, expected);
        CheckedFiles files = new CheckedFiles(target, step, expected);
        files.directory(POSTGRES);
        BaseBackup base = new BaseBackup(cluster, files, POSTGRES + "/" + PostgresCluster.MAJOR);
        BaseBackup.Server server;
        if (cluster.server().isPresent()) {
            server = base.copyRunning(Parts.DATABASES);
            copyTheRest(target, files);
        } else {
            try (MarketLock _ = lock()) {
                base.copyStopped();
                copyTheRest(target, files);
            }
            server =
                    new BaseBackup.Server(
                            Integer.toString(PostgresCluster.MAJOR), Instant.now(), Map.of());
        }
        files.force();
        return new BackupManifest(
                BackupManifest.FORMAT,
                server.end().toString(),
                server.version(),
                PostgresCluster.MAJOR,
                BackupManifest.platformHere(),
                server.migrations(),
                files.files().keySet().stream().anyMatch(name -> name.startsWith(SANDBOX)),
                files.directories(),
                files.files());
    }

    /**
     * The sandbox after the databases: a payment that orders knows of is there. One that orders
     * does not know of yet is asked for as ever.
     */
    private void copyTheRest(Path target, CheckedFiles files) throws IOException {
        files.copy(cluster.madeMark(), POSTGRES + "/" + cluster.madeMark().getFileName());
        files.copy(settings.home().resolve(SECRETS), SECRETS);
        Path sandbox = settings.home().resolve(SANDBOX);
        if (!LedgerFiles.areIn(sandbox)) {
            return;
        }
        Path copied = Files.createDirectory(target.resolve(SANDBOX + ".new"));
        LedgerFiles.copy(sandbox, copied);
        files.directory(SANDBOX);
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(copied)) {
            for (Path entry : entries) {
                files.copy(entry, SANDBOX + "/" + entry.getFileName());
            }
        }
        Trees.delete(copied);
    }

    private MarketLock lock() {
        MarketLock lock = MarketLock.take(settings.home());
        if (lock == null) {
            throw new StartFailure(
                    "The market is starting or stopping: make the backup when it has done so.");
        }
        return lock;
    }

    static void checkSpace(Path directory, long bytes) throws IOException {
        long free = Files.getFileStore(directory).getUsableSpace();
        if (free < bytes) {
            throw new StartFailure(
                    "%s has room for %s; %s are needed."
                            .formatted(
                                    directory,
                                    CheckedFiles.megabytes(free),
                                    CheckedFiles.megabytes(bytes)));
        }
    }

    private static void makeDirectory(Path target) throws IOException {
        if (target.getParent() != null) {
            Files.createDirectories(target.getParent());
        }
        try {
            Files.createDirectory(target, CheckedFiles.OWNER_ONLY_DIRECTORY);
        } catch (FileAlreadyExistsException empty) {
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private static boolean isEmptyDirectory(Path directory) {
        if (!Files.isDirectory(directory)) {
            return false;
        }
        try (var entries = Files.list(directory)) {
            return entries.findAny().isEmpty();
        } catch (IOException e) {
            throw new StartFailure("Cannot read " + directory + ": " + e.getMessage());
        }
    }

    private static void empty(Path target) {
        for (String name : List.of(POSTGRES, SECRETS, SANDBOX, SANDBOX + ".new")) {
            Trees.delete(target.resolve(name));
        }
    }
}
