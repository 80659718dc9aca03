package chosao.local.stripe.http;

/**
 * Who is calling, by the key they showed.
 *
 * @see <a href="https://docs.stripe.com/keys">API keys</a>
 */
sealed interface Caller {

    /** The merchant's server. */
    record Merchant() implements Caller {}

    /**
     * A buyer's client: whatever it does it must show the client secret of the one payment that it
     * may touch.
     */
    record Client() implements Caller {}

    /** The name under which idempotency keys are kept apart. */
    default String scope() {
        return switch (this) {
            case Merchant _ -> "secret";
            case Client _ -> "publishable";
        };
    }
}
