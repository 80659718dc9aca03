package chosao.local.process;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Starts programs that refuse to run as root. An ordinary user runs them as they are. Root steps
 * down, in the first of these ways that the machine allows:
 *
 * <ol>
 *   <li>a user namespace in which root is an ordinary user: files keep their owner, so a project in
 *       {@code /root} works;
 *   <li>the user {@code nobody}, who is given the directories the program writes to (containers
 *       often forbid namespaces).
 * </ol>
 */
public final class Unprivileged {

    private static final String NOBODY = "nobody";
    private static final List<String> NAMESPACE =
            List.of("unshare", "--user", "--map-user=1000", "--map-group=1000");

    private enum Way {
        AS_WE_ARE,
        NAMESPACE,
        NOBODY,
        NONE
    }

    private static final class Chosen {
        static final Way WAY = choose();
    }

    private static final class Nobody {
        static final List<String> STEP_DOWN =
                List.of(
                        "setpriv",
                        "--reuid=" + NOBODY,
                        "--regid=" + groupOf(NOBODY),
                        "--clear-groups");
    }

    private Unprivileged() {}

    /**
     * The command that runs {@code command} unprivileged.
     *
     * @param written directories the program must own; they exist and are handed over with all that
     *     is in them
     */
    public static List<String> command(List<String> command, Path... written) {
        return switch (Chosen.WAY) {
            case AS_WE_ARE -> command;
            case NAMESPACE -> {
                hand(System.getProperty("user.name"), written);
                yield join(NAMESPACE, command);
            }
            case NOBODY -> {
                hand(NOBODY, written);
                mustReach(Path.of(command.getFirst()));
                yield join(Nobody.STEP_DOWN, command);
            }
            case NONE ->
                    throw new StartFailure(
                            "PostgreSQL and Elasticsearch refuse to run as root, and neither 'unshare --user'"
                                    + " nor 'setpriv' (package util-linux) works here: start the market as an"
                                    + " ordinary user");
        };
    }

    /** Whether this process runs as root. */
    public static boolean isRoot() {
        return new UnixSystem().getUid() == 0;
    }

    private static Way choose() {
        if (!isRoot()) {
            return Way.AS_WE_ARE;
        }
        if (Commands.succeeds(join(NAMESPACE, List.of("true")))) {
            return Way.NAMESPACE;
        }
        if (Commands.succeeds(join(Nobody.STEP_DOWN, List.of("true")))) {
            return Way.NOBODY;
        }
        return Way.NONE;
    }

    private static void mustReach(Path program) {
        if (program.isAbsolute()
                && !Commands.succeeds(
                        join(Nobody.STEP_DOWN, List.of("test", "-x", program.toString())))) {
            throw new StartFailure(
                    program
                            + " refuses to run as root, and the user '"
                            + NOBODY
                            + "' may not read it: clone the project where others can read it, such as /opt, or start the"
                            + " market as an ordinary user");
        }
    }

    private static void hand(String user, Path... directories) {
        for (Path directory : directories) {
            try (Stream<Path> tree = Files.walk(directory)) {
                UserPrincipal owner =
                        directory
                                .getFileSystem()
                                .getUserPrincipalLookupService()
                                .lookupPrincipalByName(user);
                for (Path path : (Iterable<Path>) tree::iterator) {
                    if (!Files.getOwner(path).equals(owner)) {
                        Files.setOwner(path, owner);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot hand " + directory + " to " + user, e);
            }
        }
    }

    /** Debian calls the group of nobody {@code nogroup}, others {@code nobody}. */
    private static String groupOf(String user) {
        return Commands.output(List.of("id", "-g", user)).orElse("65534");
    }

    private static List<String> join(List<String> prefix, List<String> command) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(command);
        return List.copyOf(all);
    }
}
