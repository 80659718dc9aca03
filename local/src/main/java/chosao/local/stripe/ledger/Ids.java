package chosao.local.stripe.ledger;

import java.security.SecureRandom;

/**
 * Identifiers in Stripe's style: a prefix that tells the kind, and letters and digits that nobody
 * can guess.
 */
public final class Ids {

    private static final String ALPHABET =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    /** A new id such as {@code pi_3Nx…}, with 24 random characters. */
    public static String next(String prefix) {
        return random(prefix + "_", 24);
    }

    /** The secret that lets a buyer's client act on one payment, and on nothing else. */
    public static String clientSecret(String intent) {
        return random(intent + "_secret_", 25);
    }

    /** A new id for one request. */
    public static String request() {
        return random("req_", 14);
    }

    private static String random(String start, int length) {
        StringBuilder text = new StringBuilder(start);
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        for (byte b : bytes) {
            text.append(ALPHABET.charAt(Math.floorMod(b, ALPHABET.length())));
        }
        return text.toString();
    }
}
