package chosao.gateway.route;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A service that answers the first request of a connection and hangs up on the second, as one does
 * that closes an idle connection at the moment it is used.
 */
final class ForgetfulService implements AutoCloseable {

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<String> heard = new CopyOnWriteArrayList<>();

    ForgetfulService() throws IOException {
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    List<String> heard() {
        return heard;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                var connection = socket.accept();
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection;
                var in =
                        new BufferedReader(
                                new InputStreamReader(connection.getInputStream(), US_ASCII))) {
            hear(in);
            connection
                    .getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(US_ASCII));
            hear(in);
        } catch (IOException gone) {
            // The gateway closed the connection first.
        }
    }

    private void hear(BufferedReader in) throws IOException {
        var first = in.readLine();
        if (first == null) {
            throw new IOException("closed");
        }
        heard.add(first.replace(" HTTP/1.1", ""));
        for (var line = first; line != null && !line.isEmpty(); line = in.readLine()) {
            // The head says nothing that matters here.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
