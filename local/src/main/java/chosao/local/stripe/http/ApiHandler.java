package chosao.local.stripe.http;

import chosao.local.stripe.error.Refusal;
import chosao.local.stripe.error.StripeError;
import chosao.local.stripe.ledger.Changes;
import chosao.local.stripe.ledger.Ids;
import chosao.local.stripe.ledger.Ledger;
import chosao.local.stripe.ledger.Origin;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything under {@code /v1/}: reads a request, finds who calls and what for, and answers as
 * Stripe would.
 *
 * @see <a href="https://docs.stripe.com/api">API reference</a>
 */
final class ApiHandler implements HttpHandler {

    private static final Logger LOG = System.getLogger(ApiHandler.class.getName());

    private final Ledger ledger;
    private final Keys keys;
    private final List<Route> routes;
    private final Expansion expansion;
    private final IdempotencyKeys idempotency;
    private final Faults faults;

    ApiHandler(Ledger ledger, Keys keys, List<Route> routes, Expansion expansion, Faults faults) {
        this.ledger = ledger;
        this.keys = keys;
        this.routes = routes;
        this.expansion = expansion;
        this.idempotency = new IdempotencyKeys(ledger);
        this.faults = faults;
    }

    @Override
    public void handle(HttpExchange http) throws IOException {
        Exchange exchange = new Exchange(http);
        String requestId = Ids.request();
        Reply reply;
        try {
            reply = answer(exchange, requestId);
        } catch (Refusal refusal) {
            reply = refused(refusal.error(), requestId);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, exchange.method() + " " + exchange.path() + " failed", e);
            reply =
                    refused(
                            new StripeError(
                                    500, "api_error", null, "An unknown error occurred.", null),
                            requestId);
        }
        if (exchange.method().equals("POST") && faults.loses()) {
            exchange.drop();
        } else {
            exchange.send(reply.with(headers(exchange, reply, requestId)));
        }
    }

    private Reply answer(Exchange exchange, String requestId) throws IOException {
        boolean posting = exchange.method().equals("POST");
        String body =
                exchange.body()
                        .orElseThrow(() ->
                                new Refusal(
                                        new StripeError(
                                                413,
                                                "invalid_request_error",
                                                null,
                                                "Request body is too large.",
                                                null)));
        if (exchange.method().equals("OPTIONS")) {
            return Reply.json(204, "");
        }
        if (posting && !body.isEmpty() && !isForm(exchange.header("Content-Type"))) {
            throw Refusal.plain(
                    "Invalid request (check that your POST content type is application/x-www-form-urlencoded). If you"
                            + " have any questions, we can help at https://support.stripe.com/.",
                    "Content-Type");
        }
        Form form = posting ? Form.parse(exchange.query(), body) : Form.parse(exchange.query());
        Caller caller = keys.caller(exchange.http().getRequestHeaders(), form);
        List<String> path = List.of(exchange.path().split("/", -1));
        for (Route route : routes) {
            List<String> ids = route.match(exchange.method(), path);
            if (ids != null) {
                Call call = new Call(ids, form, caller);
                return posting
                        ? post(route.endpoint(), call, exchange, requestId)
                        : run(route.endpoint(), call, new Origin(requestId, null), null);
            }
        }
        throw unknown(exchange);
    }

    private Reply post(Endpoint endpoint, Call call, Exchange exchange, String requestId) {
        String key = exchange.header("Idempotency-Key");
        Origin origin = new Origin(requestId, key);
        if (key == null || key.isEmpty()) {
            return disturbed(endpoint, call, origin, null);
        }
        String fingerprint = Fingerprint.of(exchange.path() + '\n' + call.form().canonical());
        return idempotency.once(
                call.caller(),
                key,
                fingerprint,
                () -> disturbed(endpoint, call, origin, fingerprint));
    }

    private Reply disturbed(
            Endpoint endpoint, Call call, Origin origin, @Nullable String fingerprint) {
        faults.dawdle();
        Refusal failure = faults.failure().orElse(null);
        if (failure == null) {
            return run(endpoint, call, origin, fingerprint);
        }
        if (failure.error().status() != 500) {
            throw failure;
        }
        // The request was good and its execution broke: that, too, is an outcome to be saved.
        Operation broken =
                _ -> {
                    throw failure;
                };
        return run(_ -> broken, call, origin, fingerprint);
    }

    /**
     * Reads the request, then runs it. A refusal of the first step is forgotten; the outcome of the
     * second is saved.
     *
     * @param fingerprint what repeats must match; null without an idempotency key
     */
    private Reply run(Endpoint endpoint, Call call, Origin origin, @Nullable String fingerprint) {
        String requestId = Optional.ofNullable(origin.request()).orElseThrow();
        Operation operation = endpoint.read(call);
        try {
            return ledger.change(
                    origin,
                    changes -> {
                        Reply reply = reply(operation.run(changes), call, changes, requestId);
                        save(reply, call, origin, fingerprint, changes);
                        return reply;
                    });
        } catch (Refusal refusal) {
            Reply reply = refused(refusal.error(), requestId);
            return ledger.change(
                    origin,
                    changes -> {
                        save(reply, call, origin, fingerprint, changes);
                        return reply;
                    });
        }
    }

    private Reply reply(Answer answer, Call call, Changes changes, String requestId) {
        return switch (answer) {
            case Answer.Found(var body) -> {
                expansion.expand(body, call.form().list("expand"), changes);
                yield Reply.json(200, body.toString());
            }
            case Answer.Refused(StripeError error) -> refused(error, requestId);
        };
    }

    private static void save(
            Reply reply, Call call, Origin origin, @Nullable String fingerprint, Changes changes) {
        if (fingerprint != null && origin.idempotencyKey() != null && origin.request() != null) {
            changes.keep(
                    call.caller().scope(),
                    origin.idempotencyKey(),
                    fingerprint,
                    reply.status(),
                    reply.body(),
                    origin.request());
        }
    }

    private static Reply refused(StripeError error, String requestId) {
        return Reply.json(error.status(), error.body(requestId).toString());
    }

    private static Map<String, String> headers(Exchange exchange, Reply reply, String requestId) {
        Map<String, String> headers = new HashMap<>(reply.headers());
        headers.put("Request-Id", requestId);
        String version = exchange.header("Stripe-Version");
        headers.put("Stripe-Version", version == null ? Ledger.API_VERSION : version);
        String key = exchange.header("Idempotency-Key");
        if (key != null && exchange.method().equals("POST")) {
            headers.put("Idempotency-Key", key);
            headers.putIfAbsent("Original-Request", requestId);
        }
        if (reply.status() == 409 || reply.status() == 429) {
            headers.put("Stripe-Should-Retry", "true");
        }
        headers.putAll(Cors.HEADERS);
        return headers;
    }

    private static boolean isForm(@Nullable String contentType) {
        return contentType == null
                || contentType
                        .toLowerCase(Locale.ROOT)
                        .startsWith("application/x-www-form-urlencoded");
    }

    private static Refusal unknown(Exchange exchange) {
        return new Refusal(
                new StripeError(
                        404,
                        "invalid_request_error",
                        null,
                        "Unrecognized request URL ("
                                + exchange.method()
                                + ": "
                                + exchange.path()
                                + "). The sandbox knows payment_intents, payment_methods, refunds, charges,"
                                + " disputes and events.",
                        null));
    }
}
