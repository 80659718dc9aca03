package chosao.catalog.product;

import java.security.SecureRandom;

/** Makes the codes by which variants are sold and counted. */
final class Sku {

    /** Crockford's base 32: no letter that is taken for a digit. */
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /** 50 random bits: among ten million, one collision in 20, and the primary key refuses it. */
    private static final int LENGTH = 10;

    private static final SecureRandom RANDOM = new SecureRandom();

    private Sku() {}

    static String next() {
        var sku = new StringBuilder("CS-");
        for (int i = 0; i < LENGTH; i++) {
            sku.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return sku.toString();
    }
}
