package chosao.local.process;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One process of the market: how it is started, when it is ready, how it ends. */
public interface Part {

    /**
     * A port that a part listens on.
     *
     * @param host the address of this machine on which it listens
     * @param variable the environment variable that chooses another
     */
    record Port(String host, int number, String variable) {}

    /**
     * What to run.
     *
     * @param environment is added to a clean one; secrets go here, never into the command
     */
    record Launch(List<String> command, Map<String, String> environment) {}

    /** A short name, such as {@code catalog}: of its log, and in commands. */
    String name();

    /** What people read. */
    String title();

    /** Where it is reached. */
    String address();

    Port port();

    /** Names of the parts that must be ready before this one starts. */
    Set<String> needs();

    /**
     * Names of the parts that it calls while it works but can start without. They end after it, so
     * that the requests it still has to answer are answered.
     */
    default Set<String> calls() {
        return Set.of();
    }

    /** Does what must be done before each start, and says what to run. */
    Launch launch() throws Exception;

    /** Whether it does its work. Called repeatedly from the start to the end. */
    boolean isReady();

    /**
     * Where anyone may ask over HTTP whether it is ready: 200 says yes, and the answer comes within
     * a second or so. Null for one that speaks no HTTP; those who need it say then how it is.
     */
    default @Nullable URI health() {
        return null;
    }

    /** How long it may fail to be ready, once it was, before that is reported. */
    default Duration tolerance() {
        return Duration.ofSeconds(30);
    }

    /** Called each time it has become ready, before those that need it start. */
    default void becameReady() throws Exception {}

    /** Asks it to end. */
    default void stop(ProcessHandle process) {
        process.destroy();
    }

    /** How long it may take until it is ready, also on a busy machine. */
    default Duration patience() {
        return Duration.ofMinutes(3);
    }
}
