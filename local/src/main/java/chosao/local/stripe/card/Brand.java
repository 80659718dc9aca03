package chosao.local.stripe.card;

/** Card networks, under the names Stripe gives them. */
public enum Brand {
    VISA("visa"),
    MASTERCARD("mastercard"),
    AMEX("amex"),
    DISCOVER("discover"),
    DINERS("diners"),
    JCB("jcb"),
    UNIONPAY("unionpay");

    private final String wireName;

    Brand(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }
}
