package chosao.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import chosao.kernel.event.EventLog;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the operator sees of orders and payments. */
class MonitoringIT {

    private final Market market = Market.open();
    private final Logger events = (Logger) LoggerFactory.getLogger(EventLog.class);
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    MonitoringIT() {
        // Many threads write, and this one reads.
        appender.list = new CopyOnWriteArrayList<>();
    }

    @BeforeEach
    void listen() {
        appender.start();
        events.addAppender(appender);
    }

    @AfterEach
    void calm() {
        events.detachAppender(appender);
        market.calm();
    }

    @Test
    void eachStepOfAnOrderIsOneLineAndOneCount() {
        double confirmedBefore = metric("market_events_total{event=\"order.confirmed\"}");
        var goods = market.goods(10);
        var buyer = market.buyer();
        var placed = buyer.ordered(3, goods);
        var id = placed.at("/id");
        market.pay(placed.at("/payment/clientSecret"), "pm_card_visa").expecting(200);
        awaitLine(id, "order.confirmed");

        buyer.postNothing("/api/v1/orders/" + id + "/cancellation").expecting(200);

        awaitLine(id, "order.cancelled");
        assertThat(linesOf(id))
                .extracting(line -> line.replaceFirst("^event=(\\S+) .*", "$1"))
                .containsExactly(
                        "order.placed",
                        "payment.succeeded",
                        "order.confirmed",
                        "refund.requested",
                        "order.cancelled");
        assertThat(linesOf(id).getFirst())
                .matches("event=order\\.placed order=\\S+ number=\\S+ total=375000 currency=VND");
        assertThat(linesOf(id).getLast()).endsWith(" reason=cancelled-by-buyer");
        var refund = linesOf(id).get(3).replaceFirst(".* refund=(\\S+) .*", "$1");
        awaitLine(refund, "refund.succeeded");
        assertThat(String.join("\n", lines()))
                .doesNotContain("Nguyễn", "0912345678", "an@sample.local", "Hàng Bạc");
        assertThat(metric("market_events_total{event=\"order.confirmed\"}"))
                .isGreaterThan(confirmedBefore);
    }

    @Test
    void anOrderThatIsRefusedIsNotToldOf() {
        var goods = market.goods(1);
        var buyer = market.buyer();

        buyer.checkout(buyer.cart(2, goods)).expecting(409);

        assertThat(lines()).noneMatch(line -> line.contains("order.placed"));
        assertThat(metric("market_refusals_total{type=\"out-of-stock\"}")).isPositive();
    }

    @Test
    void aRefundThatNeedsAPersonIsShown() {
        double failedBefore = shown("market_refunds_failed");
        var goods = market.goods(1);
        var buyer = market.buyer();
        var placed = buyer.ordered(1, goods);
        market.pay(placed.at("/payment/clientSecret"), "pm_card_refundFail").expecting(200);
        awaitLine(placed.at("/id"), "order.confirmed");

        buyer.postNothing("/api/v1/orders/" + placed.at("/id") + "/cancellation").expecting(200);

        await().atMost(Duration.ofSeconds(20))
                .until(() -> metric("market_refunds_failed") > failedBefore);
        assertThat(lines()).anyMatch(line -> line.startsWith("event=refund.failed "));
    }

    @Test
    void paymentsThatWaitAreCounted() {
        double openBefore = shown("market_payments_waiting{state=\"open\"}");
        var goods = market.goods(5);

        var _ = market.buyer().ordered(1, goods);

        await().atMost(Duration.ofSeconds(20))
                .until(() -> metric("market_payments_waiting{state=\"open\"}") > openBefore);
        assertThat(metric("market_payments_overdue_seconds")).isLessThan(60);
    }

    @Test
    void whatTheBoardAsksOfLibrariesIsInAScrape() throws IOException {
        var files = Path.of("..", "docs", "monitoring");
        var asked =
                Pattern.compile("\\b(?:hikaricp|jvm|http|process)_[a-z_]+")
                        .matcher(
                                Files.readString(files.resolve("dashboard.json"))
                                        + Files.readString(files.resolve("alerts.yml")))
                        .results()
                        .map(MatchResult::group)
                        .toList();

        assertThat(asked).isNotEmpty();
        assertThat(scrape()).contains(asked);
    }

    /** A number that is asked for on a schedule is not there from the first moment on. */
    private double shown(String series) {
        await().atMost(Duration.ofSeconds(20)).until(() -> !Double.isNaN(metric(series)));
        return metric(series);
    }

    private double metric(String series) {
        var line =
                Pattern.compile("^" + Pattern.quote(series) + " (\\S+)$", Pattern.MULTILINE)
                        .matcher(scrape());
        return line.find() ? Double.parseDouble(line.group(1)) : Double.NaN;
    }

    private String scrape() {
        return market.send(HttpRequest.newBuilder(market.url("/prometheus")).GET())
                .expecting(200)
                .text();
    }

    private void awaitLine(String id, String event) {
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        linesOf(id).stream()
                                .anyMatch(line -> line.startsWith("event=" + event + " ")));
    }

    private List<String> linesOf(String id) {
        return lines().stream().filter(line -> line.contains("=" + id)).toList();
    }

    private List<String> lines() {
        return appender.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
