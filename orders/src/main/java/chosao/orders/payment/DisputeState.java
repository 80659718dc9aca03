package chosao.orders.payment;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far a dispute is; once it is decided, it stays so. */
@Schema(
        type = "string",
        allowableValues = {"open", "won", "lost"})
enum DisputeState {
    /** The money is with nobody, and what was ordered is not shipped. */
    OPEN,
    /** The objection was turned down, or came to nothing. */
    WON,
    /** The money is back with the holder of the card. */
    LOST;

    /** As it is stored and sent. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<DisputeState> of(String code) {
        return Arrays.stream(values()).filter(state -> state.code().equals(code)).findFirst();
    }

    /** From the status of docs.stripe.com/api/disputes/object; what is new there is open. */
    static DisputeState ofStatus(String status) {
        return switch (status) {
            case "won", "warning_closed", "prevented" -> WON;
            case "lost" -> LOST;
            default -> OPEN;
        };
    }
}
