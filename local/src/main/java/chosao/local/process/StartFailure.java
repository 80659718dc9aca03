package chosao.local.process;

import java.util.List;

/**
 * Why the market did not start, or another of its commands did nothing, in words for the person who
 * gave the command.
 */
public final class StartFailure extends RuntimeException {

    private final List<String> log;

    public StartFailure(String message) {
        this(message, List.of());
    }

    /**
     * @param log the last lines that the failed part wrote
     */
    public StartFailure(String message, List<String> log) {
        super(message);
        this.log = List.copyOf(log);
    }

    public List<String> log() {
        return log;
    }
}
