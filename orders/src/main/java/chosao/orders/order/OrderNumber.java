package chosao.orders.order;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.random.RandomGenerator;

/**
 * What people call an order by, such as {@code CS-261122-7KQ2M9XD}: the day, seven random
 * characters that nobody guesses, and a check character that catches what is misheard or mistyped.
 *
 * <p>The characters are Crockford's base 32 (crockford.com/base32.html), which has no I, L, O, U.
 * The check is Luhn's algorithm modulo 32: any one wrong character shows, and any two neighbours
 * swapped but for one pair.
 */
public record OrderNumber(String value) {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int RANDOM_LENGTH = 7;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyMMdd");

    public OrderNumber {
        if (!value.matches("CS-\\d{6}-[" + ALPHABET + "]{8}") || !checks(lastPart(value))) {
            throw new IllegalArgumentException("order number: " + value);
        }
    }

    static OrderNumber draw(LocalDate day, RandomGenerator random) {
        var characters = new StringBuilder();
        for (int drawn = 0; drawn < RANDOM_LENGTH; drawn++) {
            characters.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        int sum = sum(characters, 2);
        characters.append(ALPHABET.charAt(Math.floorMod(-sum, ALPHABET.length())));
        return new OrderNumber("CS-" + DAY.format(day) + "-" + characters);
    }

    private static String lastPart(String value) {
        return value.substring(value.lastIndexOf('-') + 1);
    }

    private static boolean checks(String characters) {
        return sum(characters, 1) % ALPHABET.length() == 0;
    }

    /** From the right, every other character counts twice, its two digits of base 32 added up. */
    private static int sum(CharSequence characters, int lastFactor) {
        int sum = 0;
        int factor = lastFactor;
        for (int place = characters.length() - 1; place >= 0; place--) {
            int product = factor * ALPHABET.indexOf(characters.charAt(place));
            sum += product / ALPHABET.length() + product % ALPHABET.length();
            factor = 3 - factor;
        }
        return sum;
    }

    @Override
    public String toString() {
        return value;
    }
}
