package chosao.orders.idempotency;

import java.util.UUID;

/** What a request finds when it comes with its Idempotency-Key. */
public sealed interface Claim {

    /** The key is new, and now this request's. */
    record Fresh() implements Claim {}

    /** It has been answered: the same answer is due again. */
    @SuppressWarnings("ArrayRecordComponent") // never compared; it is sent as it is
    record Answered(int status, byte[] body) implements Claim {}

    /** It had its effect, but was cut off before it was answered: the answer is to be made now. */
    record CutOff(UUID orderId) implements Claim {}
}
