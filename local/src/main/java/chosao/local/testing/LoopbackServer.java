package chosao.local.testing;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.Executors;

/**
 * A real HTTP server, for this machine alone and on a port that was free, which a test lets speak
 * for a neighbour. Each request has a virtual thread of its own.
 */
public final class LoopbackServer implements AutoCloseable {

    private final HttpServer server;

    public LoopbackServer() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException cannotListen) {
            throw new UncheckedIOException(cannotListen);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    /** From now on answers what is asked of the path and below it. */
    public LoopbackServer answering(String path, HttpHandler handler) {
        server.createContext(path, handler);
        return this;
    }

    /** Its address, without a path. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
