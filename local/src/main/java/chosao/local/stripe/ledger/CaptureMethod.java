package chosao.local.stripe.ledger;

/**
 * When the money is taken.
 *
 * @see <a
 *     href="https://docs.stripe.com/api/payment_intents/object#payment_intent_object-capture_method">capture_method</a>
 */
public enum CaptureMethod {
    /**
     * On confirmation; the balance transaction follows a moment later. The default of today's API.
     */
    AUTOMATIC_ASYNC("automatic_async"),
    /** On confirmation. */
    AUTOMATIC("automatic"),
    /** Set aside on confirmation, taken by a call to capture. */
    MANUAL("manual");

    private final String wireName;

    CaptureMethod(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }
}
