package chosao.orders.payment;

/** The payment provider did not do what it was asked to. */
abstract sealed class ProviderException extends RuntimeException {

    private ProviderException(String message, Throwable cause) {
        super(message, cause);
    }

    /** It could not be reached, or not make up its mind: to be asked again, with the same key. */
    static final class Unavailable extends ProviderException {
        Unavailable(String why, Throwable cause) {
            super("payment provider unavailable: " + why, cause);
        }
    }

    /** It will not do it, however often it is asked. */
    static final class Refused extends ProviderException {

        private final String code;

        Refused(String code, Throwable cause) {
            super("payment provider refuses: " + code + ": " + cause.getMessage(), cause);
            this.code = code;
        }

        String code() {
            return code;
        }

        /** Whether it cannot be done while the holder of the card objects to the payment. */
        boolean isForDispute() {
            return code.equals("charge_disputed");
        }

        /** Whether it has nothing of that name: docs.stripe.com/error-codes#resource-missing. */
        boolean isOfUnknown() {
            return code.equals("resource_missing");
        }
    }
}
