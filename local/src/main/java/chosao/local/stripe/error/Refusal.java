package chosao.local.stripe.error;

import com.fasterxml.jackson.databind.JsonNode;

/** Ends a request with one of Stripe's errors, nothing changed. */
public final class Refusal extends RuntimeException {

    private static final String INVALID_REQUEST = "invalid_request_error";

    private final transient StripeError error;

    public Refusal(StripeError error) {
        // Refusals are answers, not faults: nobody reads their stack.
        super(error.message(), null, false, false);
        this.error = error;
    }

    public StripeError error() {
        return error;
    }

    /** The same refusal carrying one more object. */
    public Refusal with(String name, JsonNode object) {
        return new Refusal(error.with(name, object));
    }

    /** A parameter that this call does not know. */
    public static Refusal parameterUnknown(String param) {
        return invalid("parameter_unknown", "Received unknown parameter: " + param, param);
    }

    /** A parameter that this call cannot do without. */
    public static Refusal parameterMissing(String param) {
        return invalid("parameter_missing", "Missing required param: " + param + ".", param);
    }

    /** An empty value where none may be empty. */
    public static Refusal parameterEmpty(String param) {
        return invalid(
                "parameter_invalid_empty",
                "You passed an empty string for '"
                        + param
                        + "'. We assume empty values are an attempt to unset a parameter; however '"
                        + param
                        + "' cannot be unset. You should remove '"
                        + param
                        + "' from your request or supply a non-empty value.",
                param);
    }

    /** Something that is not the integer it should be. */
    public static Refusal invalidInteger(String param, String message) {
        return invalid("parameter_invalid_integer", message, param);
    }

    /** A value outside a closed list. */
    public static Refusal notOneOf(String param, Iterable<String> allowed) {
        return plain("Invalid " + param + ": must be one of " + String.join(", ", allowed), param);
    }

    /** An object named in the address that does not exist. */
    public static Refusal noSuch(String kind, String id) {
        return new Refusal(
                new StripeError(
                        404,
                        INVALID_REQUEST,
                        "resource_missing",
                        "No such " + kind + ": '" + id + "'",
                        kindParam(kind)));
    }

    /**
     * An object named by a parameter that does not exist: a bad request, since the address itself
     * is good.
     */
    public static Refusal noSuch(String kind, String id, String param) {
        return invalid("resource_missing", "No such " + kind + ": '" + id + "'", param);
    }

    /** A step that the payment's state does not allow. */
    public static Refusal unexpectedState(String message) {
        return new Refusal(
                new StripeError(
                        400, INVALID_REQUEST, "payment_intent_unexpected_state", message, null));
    }

    /** A bad request with a code. */
    public static Refusal invalid(String code, String message, String param) {
        return new Refusal(new StripeError(400, INVALID_REQUEST, code, message, param));
    }

    /** A bad request for which Stripe has no code. */
    public static Refusal plain(String message, String param) {
        return new Refusal(new StripeError(400, INVALID_REQUEST, null, message, param));
    }

    /** More parameters than any request needs. */
    public static Refusal tooManyParameters(int most) {
        return new Refusal(
                new StripeError(
                        400,
                        INVALID_REQUEST,
                        null,
                        "Too many parameters: a request may have up to " + most + ".",
                        null));
    }

    /** A problem with the card itself, found before any charge is tried. */
    public static Refusal card(String code, String message, String param) {
        return new Refusal(new StripeError(402, "card_error", code, message, param));
    }

    /** A request without a usable key. */
    public static Refusal unauthenticated(String message) {
        return new Refusal(new StripeError(401, INVALID_REQUEST, null, message, null));
    }

    /** A publishable key where only the secret key will do. */
    public static Refusal secretKeyRequired() {
        return new Refusal(
                new StripeError(
                        401,
                        INVALID_REQUEST,
                        "secret_key_required",
                        "This API call cannot be made with a publishable API key. Please use a secret API key.",
                        null));
    }

    private static String kindParam(String kind) {
        return switch (kind) {
            case "payment_intent" -> "intent";
            default -> "id";
        };
    }
}
