package chosao.local.stripe.http;

import chosao.local.stripe.error.Refusal;
import chosao.local.stripe.ledger.Event;
import chosao.local.stripe.ledger.Ids;
import chosao.local.stripe.ledger.Ledger;
import chosao.local.stripe.ledger.Origin;
import chosao.local.stripe.ledger.PaymentIntent;
import chosao.local.stripe.ledger.Progress;
import chosao.local.stripe.ledger.Window;
import chosao.local.stripe.payment.Attempt;
import chosao.local.stripe.payment.Payments;
import chosao.local.stripe.webhook.Deliveries;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Stripe's API does not have: switches, deliveries on demand, the buyer's authentication,
 * pages for people.
 */
final class SandboxHandler implements HttpHandler {

    private static final String AUTHENTICATE = "/sandbox/authenticate/";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int REDELIVERED_AT_ONCE = 100;

    private final Ledger ledger;
    private final Payments payments;
    private final Deliveries deliveries;
    private final Faults faults;
    private final Pages pages;
    private final ObjectMapper mapper;

    SandboxHandler(
            Ledger ledger,
            Payments payments,
            Deliveries deliveries,
            Faults faults,
            Pages pages,
            ObjectMapper mapper) {
        this.ledger = ledger;
        this.payments = payments;
        this.deliveries = deliveries;
        this.faults = faults;
        this.pages = pages;
        this.mapper = mapper;
    }

    @Override
    public void handle(HttpExchange http) throws IOException {
        Exchange exchange = new Exchange(http);
        Reply reply;
        try {
            reply = answer(exchange);
        } catch (Refusal refusal) {
            reply =
                    Reply.json(
                            refusal.error().status(),
                            refusal.error().body(Ids.request()).toPrettyString());
        } catch (JsonProcessingException | IllegalArgumentException e) {
            reply = problem(400, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            reply = problem(503, "The sandbox is stopping");
        }
        exchange.send(reply);
    }

    private Reply answer(Exchange exchange) throws IOException, InterruptedException {
        String path = exchange.path();
        if (path.startsWith(AUTHENTICATE)) {
            Reply reply = authenticate(exchange, path.substring(AUTHENTICATE.length()));
            Map<String, String> headers = new HashMap<>(reply.headers());
            headers.putAll(Cors.HEADERS);
            return reply.with(headers);
        }
        return switch (exchange.method() + " " + path) {
            case "GET /", "HEAD /" ->
                    Reply.html(200, pages.welcome(deliveries.switches(), deliveries.counts()));
            case "GET /health", "HEAD /health" -> Reply.json(200, "{\"status\":\"UP\"}");
            case "GET /sandbox/settings" -> settings();
            case "POST /sandbox/settings" -> {
                JsonNode body = json(exchange);
                SettingsJson.check(body);
                deliveries.set(now -> SettingsJson.webhooks(body.path("webhooks"), now));
                faults.set(now -> SettingsJson.api(body.path("api"), now));
                yield settings();
            }
            case "POST /sandbox/webhooks/redeliver" -> redeliver(json(exchange));
            case "POST /sandbox/webhooks/flush" -> {
                boolean done = deliveries.flush(PATIENCE);
                yield Reply.json(
                        done ? 200 : 504, SettingsJson.write(deliveries.counts()).toString());
            }
            default ->
                    problem(404, exchange.method() + " " + path + " is nothing the sandbox knows");
        };
    }

    private Reply settings() {
        return Reply.json(
                200,
                SettingsJson.write(deliveries.switches(), faults.switches(), deliveries.counts())
                        .toPrettyString());
    }

    /** Sends events once more: one by its id, or the newest of a type or of all. */
    private Reply redeliver(JsonNode body) {
        String id = body.path("event").textValue();
        String type = body.path("type").textValue();
        int count = Math.clamp(body.path("limit").asInt(10), 1, REDELIVERED_AT_ONCE);
        List<Event> events;
        if (id == null) {
            Window window = new Window(count, null, null);
            events =
                    ledger.events(event -> type == null || event.type().equals(type), window)
                            .items()
                            .reversed();
        } else {
            Event event = ledger.event(id);
            if (event == null) {
                throw Refusal.noSuch("event", id);
            }
            events = List.of(event);
        }
        events.forEach(deliveries::redeliver);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        var ids = answer.putArray("redelivered");
        events.forEach(event -> ids.add(event.id()));
        return Reply.json(202, answer.toPrettyString());
    }

    /**
     * The issuer's page, in short: without {@code outcome} it asks, with {@code outcome=success} or
     * {@code fail} it ends the authentication and sends the buyer back to the shop.
     */
    private Reply authenticate(Exchange exchange, String id) throws IOException {
        Form form = Form.parse(exchange.query(), exchange.body().orElse(""));
        String outcome = form.choice("outcome", List.of("success", "fail"));
        boolean page = String.valueOf(exchange.header("Accept")).contains("text/html");
        if (outcome == null) {
            PaymentIntent intent = ledger.intent(id);
            if (intent == null) {
                throw Refusal.noSuch("payment_intent", id);
            }
            return Reply.html(200, pages.authentication(intent));
        }
        Authenticated ended =
                ledger.change(
                        Origin.STRIPE,
                        changes -> {
                            PaymentIntent before = Payments.find(id, changes);
                            Attempt attempt =
                                    payments.authenticate(id, outcome.equals("success"), changes);
                            return new Authenticated(before, attempt);
                        });
        String status = ended.succeeded() ? "succeeded" : "failed";
        String returnUrl = ended.returnUrl();
        if (page && returnUrl != null) {
            return Reply.redirect(backTo(returnUrl, ended.before(), status));
        }
        if (page) {
            return Reply.html(200, pages.authenticated(status));
        }
        return Reply.json(
                200,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("payment_intent", id)
                        .put("redirect_status", status)
                        .put("status", ended.after().progress().status())
                        .toPrettyString());
    }

    private static String backTo(String returnUrl, PaymentIntent intent, String status) {
        return returnUrl
                + (returnUrl.contains("?") ? "&" : "?")
                + "payment_intent="
                + intent.id()
                + "&payment_intent_client_secret="
                + URLEncoder.encode(intent.clientSecret(), StandardCharsets.UTF_8)
                + "&redirect_status="
                + status;
    }

    /** A body of JSON, and nothing that a foreign page could send without asking first. */
    private JsonNode json(Exchange exchange) throws IOException {
        String type = exchange.header("Content-Type");
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            throw new IllegalArgumentException(
                    "Content-Type: " + type + " (expected: application/json)");
        }
        return mapper.readTree(exchange.body().orElse("{}"));
    }

    private static Reply problem(int status, String message) {
        return Reply.json(
                status,
                JsonNodeFactory.instance.objectNode().put("message", message).toPrettyString());
    }

    private record Authenticated(PaymentIntent before, Attempt attempt) {

        PaymentIntent after() {
            return switch (attempt) {
                case Attempt.Accepted(PaymentIntent intent) -> intent;
                case Attempt.Failed(PaymentIntent intent, _) -> intent;
            };
        }

        boolean succeeded() {
            return attempt instanceof Attempt.Accepted;
        }

        @Nullable String returnUrl() {
            return before.progress() instanceof Progress.RequiresAction(_, String url) ? url : null;
        }
    }
}
