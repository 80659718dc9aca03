package chosao.local.stripe.http;

import chosao.local.stripe.webhook.DeliveryCounts;
import chosao.local.stripe.webhook.WebhookSwitches;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The switches as JSON. What a request leaves out stays as it is; what it should not contain is
 * refused.
 */
final class SettingsJson {

    private SettingsJson() {}

    static ObjectNode write(WebhookSwitches webhooks, ApiSwitches api, DeliveryCounts counts) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode hooks = body.putObject("webhooks");
        hooks.put("url", webhooks.url() == null ? null : webhooks.url().toString());
        var events = hooks.putArray("events");
        new TreeSet<>(webhooks.events()).forEach(events::add);
        hooks.put("duplicate", webhooks.duplicate());
        hooks.put("delay", webhooks.delay().toString());
        hooks.put("reorder", webhooks.reorder());
        hooks.put("pause", webhooks.pause());
        hooks.put("drop", webhooks.drop());
        body.putObject("api")
                .put("latency", api.latency().toString())
                .put("failNext", api.failNext())
                .put("failStatus", api.failStatus())
                .put("loseNext", api.loseNext());
        body.set("deliveries", write(counts));
        return body;
    }

    static ObjectNode write(DeliveryCounts counts) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("delivered", counts.delivered())
                .put("failed", counts.failed())
                .put("dropped", counts.dropped())
                .put("waiting", counts.waiting());
    }

    static void check(JsonNode body) {
        only(body, "", Set.of("webhooks", "api"));
        only(
                body.path("webhooks"),
                "webhooks.",
                Set.of("url", "events", "duplicate", "delay", "reorder", "pause", "drop"));
        only(body.path("api"), "api.", Set.of("latency", "failNext", "failStatus", "loseNext"));
    }

    static WebhookSwitches webhooks(JsonNode json, WebhookSwitches now) {
        return new WebhookSwitches(
                json.has("url") ? uri(json.get("url")) : now.url(),
                json.has("events") ? texts(json.get("events")) : now.events(),
                integer(json, "duplicate", now.duplicate()),
                duration(json, "delay", now.delay()),
                flag(json, "reorder", now.reorder()),
                flag(json, "pause", now.pause()),
                integer(json, "drop", now.drop()));
    }

    static ApiSwitches api(JsonNode json, ApiSwitches now) {
        return new ApiSwitches(
                duration(json, "latency", now.latency()),
                integer(json, "failNext", now.failNext()),
                integer(json, "failStatus", now.failStatus()),
                integer(json, "loseNext", now.loseNext()));
    }

    private static void only(JsonNode node, String prefix, Set<String> names) {
        if (!node.isMissingNode() && !node.isObject()) {
            throw new IllegalArgumentException(prefix + " expected: an object");
        }
        node.fieldNames()
                .forEachRemaining(name -> {
                    if (!names.contains(name)) {
                        throw new IllegalArgumentException(
                                prefix
                                        + name
                                        + " is unknown (expected: "
                                        + new TreeSet<>(names)
                                        + ")");
                    }
                });
    }

    private static @Nullable URI uri(JsonNode node) {
        return node.isNull() ? null : URI.create(node.asText());
    }

    private static Set<String> texts(JsonNode node) {
        Set<String> texts = new TreeSet<>();
        node.forEach(element -> texts.add(element.asText()));
        return texts;
    }

    private static int integer(JsonNode json, String name, int otherwise) {
        JsonNode value = json.path(name);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.canConvertToInt() || !value.isIntegralNumber()) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: a whole number)");
        }
        return value.intValue();
    }

    private static boolean flag(JsonNode json, String name, boolean otherwise) {
        JsonNode value = json.path(name);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.isBoolean()) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: true or false)");
        }
        return value.booleanValue();
    }

    private static Duration duration(JsonNode json, String name, Duration otherwise) {
        JsonNode value = json.path(name);
        if (value.isMissingNode()) {
            return otherwise;
        }
        try {
            return Duration.parse(value.asText());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    name + ": " + value + " (expected: a duration such as PT1.5S)", e);
        }
    }
}
