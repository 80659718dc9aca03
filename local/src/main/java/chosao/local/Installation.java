package chosao.local;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** Where the build of this module lies, and with it the servers that the build laid out. */
public final class Installation {

    private Installation() {}

    /** The directory of embedded servers, made by the build ({@code local/target/servers}). */
    public static Path servers() {
        return target().resolve("servers");
    }

    /** The directory of the project. */
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
