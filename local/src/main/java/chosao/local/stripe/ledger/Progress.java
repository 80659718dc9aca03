package chosao.local.stripe.ledger;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/**
 * How far a payment has come; each state holds what only it knows.
 *
 * @see <a href="https://docs.stripe.com/payments/paymentintents/lifecycle">The life of a
 *     PaymentIntent</a>
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "status")
@JsonSubTypes({
    @JsonSubTypes.Type(
            value = Progress.RequiresPaymentMethod.class,
            name = "requires_payment_method"),
    @JsonSubTypes.Type(value = Progress.RequiresConfirmation.class, name = "requires_confirmation"),
    @JsonSubTypes.Type(value = Progress.RequiresAction.class, name = "requires_action"),
    @JsonSubTypes.Type(value = Progress.RequiresCapture.class, name = "requires_capture"),
    @JsonSubTypes.Type(value = Progress.Succeeded.class, name = "succeeded"),
    @JsonSubTypes.Type(value = Progress.Canceled.class, name = "canceled")
})
public sealed interface Progress {

    /** No card yet, or the last one failed. */
    record RequiresPaymentMethod() implements Progress {}

    /** A card is known; nobody has said to charge it. */
    record RequiresConfirmation(PaymentMethod method) implements Progress {}

    /** The buyer is asked to authenticate. */
    record RequiresAction(PaymentMethod method, @Nullable String returnUrl) implements Progress {}

    /** The money is set aside at the issuer. */
    record RequiresCapture(PaymentMethod method, long capturable) implements Progress {}

    /** The money is taken. */
    record Succeeded(PaymentMethod method, long received) implements Progress {}

    /** Nothing will be taken any more. */
    record Canceled(@Nullable PaymentMethod method, @Nullable String reason, long at)
            implements Progress {}

    /**
     * Whether no other state follows. Not named as a bean's property, or the journal kept it too.
     */
    default boolean ended() {
        return switch (this) {
            case Succeeded _, Canceled _ -> true;
            case RequiresPaymentMethod _,
                    RequiresConfirmation _,
                    RequiresAction _,
                    RequiresCapture _ ->
                    false;
        };
    }

    /** Stripe's name for the state. */
    default String status() {
        return switch (this) {
            case RequiresPaymentMethod _ -> "requires_payment_method";
            case RequiresConfirmation _ -> "requires_confirmation";
            case RequiresAction _ -> "requires_action";
            case RequiresCapture _ -> "requires_capture";
            case Succeeded _ -> "succeeded";
            case Canceled _ -> "canceled";
        };
    }

    /** The card that this state rests on, where there is one. */
    default @Nullable PaymentMethod presented() {
        return switch (this) {
            case RequiresPaymentMethod _ -> null;
            case RequiresConfirmation(var method) -> method;
            case RequiresAction(var method, _) -> method;
            case RequiresCapture(var method, _) -> method;
            case Succeeded(var method, _) -> method;
            case Canceled(var method, _, _) -> method;
        };
    }
}
