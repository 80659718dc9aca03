package chosao.local.stripe.http;

import chosao.local.stripe.card.TestCard;
import chosao.local.stripe.error.Refusal;
import chosao.local.stripe.payment.Cards;
import chosao.local.stripe.payment.Presented;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the card out of a request. */
final class CardForm {

    private CardForm() {}

    /**
     * The card named by {@code payment_method} or described by {@code payment_method_data}; null
     * when neither is.
     */
    static @Nullable Presented read(Form form) {
        String name = form.text("payment_method");
        boolean described = !form.map("payment_method_data").isEmpty();
        if (name != null && described) {
            throw Refusal.plain(
                    "You may only specify one of these parameters: payment_method, payment_method_data.",
                    "payment_method");
        }
        if (name != null) {
            return new Presented.ByName(name);
        }
        return described
                ? described(
                        form,
                        "payment_method_data[type]",
                        "payment_method_data[card]",
                        "payment_method_data")
                : null;
    }

    /** The card described by the parameters of a new PaymentMethod. */
    static Presented described(Form form, String type, String card, String parent) {
        if (!form.required(type).equals("card")) {
            throw Refusal.notOneOf(type, List.of("card"));
        }
        String token = form.text(card + "[token]");
        if (token != null) {
            return new Presented.ByName(
                    TestCard.named(token)
                            .flatMap(TestCard::token)
                            .orElseThrow(() -> Refusal.noSuch("token", token, card + "[token]")));
        }
        TestCard number = Cards.numbered(form.required(card + "[number]"), card + "[number]");
        Long month = form.integer(card + "[exp_month]");
        Long year = form.integer(card + "[exp_year]");
        if (month == null) {
            throw Refusal.parameterMissing(card + "[exp_month]");
        }
        if (year == null) {
            throw Refusal.parameterMissing(card + "[exp_year]");
        }
        return new Presented.ByNumber(
                number,
                clamped(month),
                clamped(year < 100 ? year + 2000 : year),
                form.tree(parent.isEmpty() ? "billing_details" : parent + "[billing_details]"));
    }

    private static int clamped(long value) {
        return Math.clamp(value, 0, 9999);
    }
}
