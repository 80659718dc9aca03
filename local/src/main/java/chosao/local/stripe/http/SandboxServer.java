package chosao.local.stripe.http;

import chosao.local.stripe.card.RefundCourse;
import chosao.local.stripe.ledger.Ledger;
import chosao.local.stripe.ledger.Origin;
import chosao.local.stripe.ledger.Refund;
import chosao.local.stripe.payment.Disputes;
import chosao.local.stripe.payment.Payments;
import chosao.local.stripe.payment.Pictures;
import chosao.local.stripe.payment.Refunds;
import chosao.local.stripe.webhook.Deliveries;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The sandbox's doors: the API, the switches and the pages, on the JDK's own HTTP server. */
public final class SandboxServer implements AutoCloseable {

    private static final int BACKLOG = 1024;

    static {
        // Headers and body are two writes. With Nagle's algorithm on, the second waits 40 ms for an
        // acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // A load test keeps more connections than the usual 200.
        System.setProperty("sun.net.httpserver.maxIdleConnections", "2000");
    }

    private final HttpServer server;
    private final String baseUrl;
    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService settlements =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("refund-settlement").factory());
    private final Ledger ledger;
    private final Refunds refunds;
    private final Duration settlesAfter;

    private SandboxServer(
            HttpServer server,
            String baseUrl,
            Ledger ledger,
            Refunds refunds,
            Duration settlesAfter) {
        this.server = server;
        this.baseUrl = baseUrl;
        this.ledger = ledger;
        this.refunds = refunds;
        this.settlesAfter = settlesAfter;
    }

    /**
     * Opens the doors.
     *
     * @param address port 0 takes any free one
     * @param publicUrl where buyers' clients reach it; null for where it listens
     * @param settlesAfter how long a refund stays undecided that is not decided at once
     */
    public static SandboxServer start(
            InetSocketAddress address,
            @Nullable URI publicUrl,
            String secretKey,
            String publishableKey,
            Ledger ledger,
            Deliveries deliveries,
            Duration settlesAfter) {
        HttpServer server;
        try {
            server = HttpServer.create(address, BACKLOG);
        } catch (IOException e) {
            throw new UncheckedIOException("The Stripe sandbox cannot listen on " + address, e);
        }
        // Whoever listens everywhere is reached by this name from this machine, and is not reached
        // at 0.0.0.0.
        String host =
                address.getAddress().isAnyLocalAddress() ? "localhost" : address.getHostString();
        String baseUrl = "http://" + host + ":" + server.getAddress().getPort();
        ObjectMapper mapper = new ObjectMapper();
        String shownUrl =
                publicUrl == null ? baseUrl : publicUrl.toString().replaceFirst("/+$", "");
        Pictures pictures = new Pictures(shownUrl);
        Disputes disputes = new Disputes(pictures);
        Payments payments = new Payments(pictures, disputes);
        Refunds refunds = new Refunds(pictures);
        SandboxServer sandbox = new SandboxServer(server, baseUrl, ledger, refunds, settlesAfter);
        Faults faults = new Faults();
        List<Route> routes =
                Stream.of(
                                new IntentEndpoints(ledger, payments, pictures).routes(),
                                new RefundEndpoints(ledger, refunds, pictures, sandbox::settleLater)
                                        .routes(),
                                new ChargeEndpoints(ledger, pictures).routes(),
                                new DisputeEndpoints(ledger, disputes, pictures).routes(),
                                new MethodEndpoints(pictures).routes(),
                                new EventEndpoints(ledger, mapper).routes())
                        .flatMap(List::stream)
                        .toList();
        server.createContext(
                "/v1/",
                new ApiHandler(
                        ledger,
                        new Keys(secretKey, publishableKey),
                        routes,
                        new Expansion(pictures),
                        faults));
        server.createContext(
                "/",
                new SandboxHandler(
                        ledger, payments, deliveries, faults, new Pages(shownUrl), mapper));
        server.setExecutor(sandbox.requests);
        server.start();
        ledger.unsettledRefunds().forEach(sandbox::settleLater);
        return sandbox;
    }

    /** Where it listens, without a slash at the end. */
    public String baseUrl() {
        return baseUrl;
    }

    @Override
    public void close() {
        settlements.shutdownNow();
        server.stop(0);
        requests.shutdown();
    }

    private void settleLater(Refund refund) {
        if (refund.course() != RefundCourse.SUCCEEDS) {
            ScheduledFuture<?> _ =
                    settlements.schedule(
                            () -> settle(refund.id()),
                            settlesAfter.toMillis(),
                            TimeUnit.MILLISECONDS);
        }
    }

    private void settle(String refund) {
        ledger.change(
                Origin.STRIPE,
                changes -> {
                    refunds.settle(refund, changes);
                    return refund;
                });
    }
}
