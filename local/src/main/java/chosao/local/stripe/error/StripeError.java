package chosao.local.stripe.error;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One error as Stripe writes it.
 *
 * @param status the HTTP status it travels with
 * @param type one of Stripe's error types, such as {@code card_error}
 * @param code the machine-readable reason; absent for some refusals of Stripe's too
 * @param declineCode the issuer's reason, for declined cards only
 * @param param the request parameter that is to blame
 * @param attached objects the error carries along, such as {@code payment_intent}
 * @see <a href="https://docs.stripe.com/api/errors">Errors</a>
 * @see <a href="https://docs.stripe.com/error-codes">Error codes</a>
 */
public record StripeError(
        int status,
        String type,
        @Nullable String code,
        @Nullable String declineCode,
        String message,
        @Nullable String param,
        Map<String, JsonNode> attached) {

    public StripeError {
        attached = Map.copyOf(attached);
    }

    /** An error without any object attached. */
    public StripeError(
            int status,
            String type,
            @Nullable String code,
            String message,
            @Nullable String param) {
        this(status, type, code, null, message, param, Map.of());
    }

    /** The same error carrying one more object. */
    public StripeError with(String name, JsonNode object) {
        Map<String, JsonNode> more = new TreeMap<>(attached);
        more.put(name, object);
        return new StripeError(status, type, code, declineCode, message, param, more);
    }

    /**
     * The body: {@code {"error": {…}}}, with the page that explains the code and the request it
     * answers.
     */
    public ObjectNode body(String requestId) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode error = body.putObject("error");
        if (code != null) {
            error.put("code", code);
        }
        if (declineCode != null) {
            error.put("decline_code", declineCode);
        }
        if (code != null) {
            error.put("doc_url", "https://stripe.com/docs/error-codes/" + code.replace('_', '-'));
        }
        error.put("message", message);
        if (param != null) {
            error.put("param", param);
        }
        new TreeMap<>(attached).forEach(error::set);
        error.put("request_log_url", "https://dashboard.stripe.com/test/logs/" + requestId);
        error.put("type", type);
        return body;
    }
}
