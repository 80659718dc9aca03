package chosao.local.backup;

import chosao.local.backup.BackupManifest.FileSum;
import chosao.local.console.Progress;
import chosao.local.market.Market;
import chosao.local.market.MarketLock;
import chosao.local.market.MarketSettings;
import chosao.local.market.WholeFile;
import chosao.local.postgres.PostgresCluster;
import chosao.local.process.StartFailure;
import chosao.local.process.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Puts a backup into the home of a market that does not run. The home is touched only when every
 * file of the backup has been copied beside it and has its checksum.
 */
public final class Restore {

    /** What is not yet checked lies here. */
    private static final String STAGING = "restore.new";

    private static final List<String> DATA =
            List.of(Backup.POSTGRES, Backup.SECRETS, Backup.SANDBOX);

    private final MarketSettings settings;
    private final Progress progress;

    public Restore(MarketSettings settings, Progress progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /** Whether a market keeps data in this home already. */
    public static boolean wouldReplaceData(MarketSettings settings) {
        return DATA.stream().anyMatch(name -> Files.exists(settings.home().resolve(name)));
    }

    /**
     * Restores a backup.
     *
     * @param replace whether data that is there may be replaced
     * @throws StartFailure if it cannot be, with the reason for the person who asked; what was
     *     there is left as it was
     */
    public void from(Path directory, boolean replace) {
        Path source = directory.toAbsolutePath().normalize();
        BackupManifest manifest = BackupManifest.read(source);
        checkVersions(manifest);
        try {
            Files.createDirectories(settings.home());
            try (MarketLock _ = lock()) {
                checkHome(replace);
                restore(source, manifest);
            }
        } catch (IOException e) {
            throw new StartFailure("The backup was not restored: " + e);
        }
    }

    private static void checkVersions(BackupManifest manifest) {
        if (manifest.postgresMajor() != PostgresCluster.MAJOR) {
            throw new StartFailure(
                    "The backup was made by PostgreSQL %d; this version of the market runs PostgreSQL %d, which cannot read it."
                            .formatted(manifest.postgresMajor(), PostgresCluster.MAJOR));
        }
        if (!manifest.platform().equals(BackupManifest.platformHere())) {
            throw new StartFailure(
                    "The backup was made on %s; PostgreSQL on %s cannot read it."
                            .formatted(manifest.platform(), BackupManifest.platformHere()));
        }
    }

    private void checkHome(boolean replace) {
        Path home = settings.home();
        // The password is of no interest: this asks only whether a server runs.
        if (new PostgresCluster(
                        home.resolve(Backup.POSTGRES), 0, "", PostgresCluster.Durability.LASTING)
                .server()
                .isPresent()) {
            throw new StartFailure(
                    "PostgreSQL still runs on the data in " + home + ": ./market stop ends it.");
        }
        if (!replace && wouldReplaceData(settings)) {
            throw new StartFailure(
                    home
                            + " already holds the data of a market. To replace it: ./market restore DIR --yes");
        }
    }

    private void restore(Path source, BackupManifest manifest) throws IOException {
        Path staging = settings.home().resolve(STAGING);
        // Whatever an earlier attempt left is not needed: the backup is whole.
        Trees.delete(staging);
        Backup.checkSpace(settings.home(), manifest.bytes());
        Progress.Step step = progress.begin("restore");
        try {
            Files.createDirectory(staging, CheckedFiles.OWNER_ONLY_DIRECTORY);
            copyChecked(source, manifest, staging, step);
        } catch (StartFailure | IOException e) {
            step.forget();
            Trees.delete(staging);
            throw e;
        }
        // From here on a market does not start on what is half one and half the other.
        Path mark = settings.home().resolve(Market.RESTORING);
        WholeFile.write(mark, new byte[0], CheckedFiles.OWNER_ONLY);
        for (String name : DATA) {
            Path there = settings.home().resolve(name);
            Trees.delete(there);
            if (Files.exists(staging.resolve(name))) {
                Files.move(staging.resolve(name), there, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        for (String outdated : List.of("elasticsearch", "state.json")) {
            Trees.delete(settings.home().resolve(outdated));
        }
        Trees.delete(staging);
        CheckedFiles.force(settings.home());
        Files.delete(mark);
        CheckedFiles.force(settings.home());
        step.done(
                "the backup of %s, %s, is in %s; search builds its index at the next start"
                        .formatted(
                                manifest.made(),
                                CheckedFiles.megabytes(manifest.bytes()),
                                settings.home()));
    }

    private static void copyChecked(
            Path source, BackupManifest manifest, Path staging, Progress.Step step)
            throws IOException {
        checkNames(source, manifest);
        CheckedFiles files = new CheckedFiles(staging, step, manifest.bytes());
        for (String directory : manifest.directories()) {
            files.directory(directory);
        }
        for (Map.Entry<String, FileSum> file : manifest.files().entrySet()) {
            String name = file.getKey();
            files.copy(source.resolve(name), name);
            if (!file.getValue().equals(files.files().get(name))) {
                throw damaged(source, name + " has not the content that the manifest says");
            }
        }
        files.force();
    }

    /** Both ways: a file too many would change what PostgreSQL reads. */
    private static void checkNames(Path source, BackupManifest manifest) throws IOException {
        Set<String> there = new TreeSet<>();
        for (String name : DATA) {
            Path root = source.resolve(name);
            if (Files.exists(root)) {
                try (Stream<Path> tree = Files.walk(root)) {
                    tree.filter(path -> !Files.isDirectory(path))
                            .forEach(path -> there.add(source.relativize(path).toString()));
                }
            }
        }
        for (String name : manifest.files().keySet()) {
            if (!there.remove(name)) {
                throw damaged(source, name + " is missing");
            }
        }
        if (!there.isEmpty()) {
            throw damaged(source, there.iterator().next() + " does not belong to it");
        }
    }

    private static StartFailure damaged(Path source, String why) {
        return new StartFailure(
                "The backup in %s is damaged: %s. Nothing was changed.".formatted(source, why));
    }

    private MarketLock lock() {
        MarketLock lock = MarketLock.take(settings.home());
        if (lock == null) {
            throw new StartFailure(
                    "The market in " + settings.home() + " runs: ./market stop ends it.");
        }
        return lock;
    }
}
