package chosao.local.stripe.card;

/**
 * How a refund to a card goes.
 *
 * @see <a href="https://docs.stripe.com/testing#refunds">Testing refunds</a>
 */
public enum RefundCourse {
    /** Succeeds at once and stays so, as refunds to nearly all test cards do. */
    SUCCEEDS,
    /** Begins as pending and succeeds some time later. */
    SUCCEEDS_LATER,
    /** Begins as succeeded and fails some time later. */
    FAILS_LATER
}
