package chosao.local.market;

import chosao.local.process.Running;
import chosao.local.process.StartFailure;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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

    /** The supervisor may be of another build than who reads: each ignores what only one knows. */
    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    /** Reads what was last written; one that is damaged says nothing. */
    public static Optional<MarketState> read(MarketSettings settings) {
        Path file = file(settings);
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(file), MarketState.class));
        } catch (NoSuchFileException | JsonProcessingException nothing) {
            return Optional.empty();
        } catch (IOException e) {
            throw new StartFailure("Cannot read " + file + ": " + e);
        }
    }

    /** A reader sees the state before or this one, never half of it. */
    void write(MarketSettings settings) {
        Path file = file(settings);
        try {
            WholeFile.write(file, JSON.writeValueAsBytes(this));
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
