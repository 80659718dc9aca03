package chosao.local.market;

import chosao.local.process.Running;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * What a supervisor leaves for others to read: {@code status}, {@code stop}, and the next start if
 * this one is killed.
 *
 * @param pid of the supervisor
 * @param since when it started, in milliseconds since 1970
 * @param ready whether the start has come to its end
 * @param address of the gateway
 */
public record MarketState(
        long pid, long since, boolean ready, String address, List<Running> parts) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Reads what was last written, if anything. */
    public static Optional<MarketState> read(MarketSettings settings) {
        Path file = file(settings);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(file), MarketState.class));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** A reader sees the state before or this one, never half of it. */
    void write(MarketSettings settings) {
        Path file = file(settings);
        Path next = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.write(next, JSON.writeValueAsBytes(this));
            Files.move(
                    next,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    static void delete(MarketSettings settings) {
        try {
            Files.deleteIfExists(file(settings));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The supervisor, if it still runs. */
    public Optional<ProcessHandle> supervisor() {
        return Running.find(pid, since);
    }

    private static Path file(MarketSettings settings) {
        return settings.home().resolve("state.json");
    }
}
