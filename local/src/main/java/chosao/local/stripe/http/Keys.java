package chosao.local.stripe.http;

import chosao.local.stripe.error.Refusal;
import com.sun.net.httpserver.Headers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Tells callers by their keys: as a bearer token, as the user of Basic authentication, or, for
 * clients, as the parameter {@code key} that Stripe.js sends.
 *
 * @see <a href="https://docs.stripe.com/api/authentication">Authentication</a>
 */
record Keys(String secret, String publishable) {

    /**
     * Who is calling. A client secret alone is taken for a client too, where Stripe itself would
     * ask for the publishable key besides; it is the client secret that opens the payment.
     */
    Caller caller(Headers headers, Form form) {
        String key = shown(headers.getFirst("Authorization"));
        if (key == null) {
            key = form.raw("key");
        }
        if (key == null && form.raw("client_secret") != null) {
            return new Caller.Client();
        }
        if (key == null || key.isEmpty()) {
            throw Refusal.unauthenticated(
                    "You did not provide an API key. You need to provide your API key in the Authorization header,"
                            + " using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See"
                            + " https://stripe.com/docs/api#authentication for details.");
        }
        if (same(key, secret)) {
            return new Caller.Merchant();
        }
        if (same(key, publishable)) {
            return new Caller.Client();
        }
        throw Refusal.unauthenticated("Invalid API Key provided: " + masked(key));
    }

    private static @Nullable String shown(@Nullable String authorization) {
        if (authorization == null) {
            return null;
        }
        if (authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return authorization.substring(7).strip();
        }
        if (authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            try {
                byte[] decoded = Base64.getDecoder().decode(authorization.substring(6).strip());
                String pair = new String(decoded, StandardCharsets.UTF_8);
                int colon = pair.indexOf(':');
                return colon < 0 ? pair : pair.substring(0, colon);
            } catch (IllegalArgumentException e) {
                return "";
            }
        }
        return "";
    }

    private static boolean same(String a, String b) {
        return MessageDigest.isEqual(
                a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    private static String masked(String key) {
        int shown = Math.min(key.length(), 8);
        String end = key.length() > 16 ? key.substring(key.length() - 4) : "";
        return key.substring(0, shown)
                + "*".repeat(Math.max(0, key.length() - shown - end.length()))
                + end;
    }
}
