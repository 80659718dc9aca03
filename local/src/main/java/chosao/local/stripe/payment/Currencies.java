package chosao.local.stripe.payment;

import chosao.local.stripe.error.Refusal;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What may be charged in which currency.
 *
 * @see <a href="https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts">Minimum and
 *     maximum charge amounts</a>
 */
public final class Currencies {

    /** Currencies without a minor unit: the amount is in whole units. */
    private static final Set<String> ZERO_DECIMAL =
            Set.of(
                    "bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga", "pyg", "rwf", "vnd",
                    "vuv", "xaf", "xof", "xpf");

    /**
     * Smallest charges. Stripe publishes them for settlement currencies only; any other amount must
     * convert to at least that of the account's own, which moves with the rate. For the đồng a
     * round figure below every such rate's is taken.
     */
    private static final Map<String, Long> SMALLEST =
            Map.of(
                    "usd", 50L, "eur", 50L, "gbp", 30L, "aud", 50L, "sgd", 50L, "jpy", 50L, "hkd",
                    400L, "thb", 1000L, "vnd", 10_000L);

    private static final long EIGHT_DIGITS = 99_999_999L;

    /** Currencies of small units may have longer amounts. */
    private static final Map<String, Long> LARGEST =
            Map.of(
                    "idr",
                    999_999_999_999L,
                    "vnd",
                    9_999_999_999L,
                    "jpy",
                    9_999_999_999L,
                    "krw",
                    9_999_999_999L);

    private Currencies() {}

    /** The currency in lower case. */
    public static String known(String text) {
        String code = text.toLowerCase(Locale.ROOT);
        try {
            Currency.getInstance(text.toUpperCase(Locale.ROOT));
            return code;
        } catch (IllegalArgumentException e) {
            throw Refusal.plain(
                    "Invalid currency: "
                            + code
                            + ". See https://stripe.com/docs/currencies for those supported.",
                    "currency");
        }
    }

    /** Refuses what is too little or too much to charge. */
    public static void check(long amount, String currency) {
        if (amount < 1) {
            throw Refusal.invalidInteger(
                    "amount", "This value must be greater than or equal to 1.");
        }
        long smallest = SMALLEST.getOrDefault(currency, 1L);
        if (amount < smallest) {
            throw Refusal.invalid(
                    "amount_too_small",
                    "Amount must be at least " + written(smallest, currency),
                    "amount");
        }
        long largest = LARGEST.getOrDefault(currency, EIGHT_DIGITS);
        if (amount > largest) {
            throw Refusal.invalid(
                    "amount_too_large",
                    "Amount must be no more than " + written(largest, currency),
                    "amount");
        }
    }

    /** As people write it: {@code 10000 vnd}, {@code 0.50 usd}. */
    public static String written(long amount, String currency) {
        return ZERO_DECIMAL.contains(currency)
                ? amount + " " + currency
                : "%d.%02d %s".formatted(amount / 100, amount % 100, currency);
    }
}
