package chosao.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;

/**
 * Where the build of this module lies, or the copy that a market runs from, and with it the servers
 * that the build laid out.
 */
public final class Installation {

    private Installation() {}

    /**
     * The directory of embedded servers, made by the build ({@code local/target/servers}). Its real
     * path, without links: by that the system knows the programs that run from it.
     */
    public static Path servers() {
        Path servers = target().resolve("servers");
        try {
            return servers.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the build has not laid out the servers in " + servers + ": run mvn package",
                    e);
        }
    }

    /** The directory of the project, or the copy of its built modules that a market runs from. */
    public static Path project() {
        return target().resolve("../..").normalize();
    }

    /** Both {@code target/classes} and {@code target/local-….jar} lie in it. */
    private static Path target() {
        try {
            Path code =
                    Path.of(
                            Installation.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            return code.resolve("..").normalize().toAbsolutePath();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("this class was not loaded from a file", e);
        }
    }
}
