package chosao.local.stripe.payment;

import chosao.local.stripe.card.TestCard;
import chosao.local.stripe.error.Refusal;
import chosao.local.stripe.error.StripeError;
import chosao.local.stripe.ledger.Changes;
import chosao.local.stripe.ledger.Ids;
import chosao.local.stripe.ledger.PaymentMethod;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

/** Turns presented cards into PaymentMethods. */
public final class Cards {

    private static final int TEST_EXPIRY_YEARS = 5;

    private Cards() {}

    /**
     * The test card with that number, if it could be charged at all.
     *
     * @see <a href="https://docs.stripe.com/testing#invalid-data">Invalid data</a>
     */
    public static TestCard numbered(String number, String param) {
        String digits = number.replace(" ", "").replace("-", "");
        return TestCard.numbered(digits)
                .orElseThrow(() ->
                        passesLuhn(digits)
                                ? new Refusal(
                                        new StripeError(
                                                402,
                                                "card_error",
                                                "card_declined",
                                                "test_mode_live_card",
                                                "Your card was declined. Your request was in test mode, but"
                                                        + " used a non test card. For a list of valid test"
                                                        + " cards, visit: https://stripe.com/docs/testing.",
                                                null,
                                                Map.of()))
                                : Refusal.card(
                                        "incorrect_number",
                                        "Your card number is incorrect.",
                                        param));
    }

    /** Keeps a presented card and gives it a name. */
    public static PaymentMethod keep(Presented presented, Changes changes) {
        return switch (presented) {
            case Presented.ByName(String name) -> named(name, changes);
            case Presented.ByNumber card -> {
                var today = Instant.ofEpochSecond(changes.now()).atZone(ZoneOffset.UTC);
                if (card.expMonth() < 1 || card.expMonth() > 12) {
                    throw Refusal.card(
                            "invalid_expiry_month",
                            "Your card's expiration month is invalid.",
                            "exp_month");
                }
                boolean past =
                        card.expYear() < today.getYear()
                                || (card.expYear() == today.getYear()
                                        && card.expMonth() < today.getMonthValue());
                if (past || card.expYear() > today.getYear() + 50) {
                    throw Refusal.card(
                            "invalid_expiry_year",
                            "Your card's expiration year is invalid.",
                            "exp_year");
                }
                yield changes.put(
                        new PaymentMethod(
                                Ids.next("pm"),
                                card.card(),
                                card.expMonth(),
                                card.expYear(),
                                changes.now(),
                                card.billing()));
            }
        };
    }

    /**
     * A test PaymentMethod becomes a new one of its own each time it is used; others are used
     * again.
     */
    private static PaymentMethod named(String name, Changes changes) {
        PaymentMethod known = changes.method(name);
        if (known != null) {
            return known;
        }
        TestCard card =
                TestCard.named(name)
                        .orElseThrow(() -> Refusal.noSuch("PaymentMethod", name, "payment_method"));
        var today = Instant.ofEpochSecond(changes.now()).atZone(ZoneOffset.UTC);
        return changes.put(
                new PaymentMethod(
                        Ids.next("pm"),
                        card,
                        today.getMonthValue(),
                        today.getYear() + TEST_EXPIRY_YEARS,
                        changes.now(),
                        null));
    }

    /** The check digit of ISO/IEC 7812-1. */
    private static boolean passesLuhn(String digits) {
        if (digits.length() < 12
                || digits.length() > 19
                || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? digit : 2 * digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10 == 0;
    }
}
