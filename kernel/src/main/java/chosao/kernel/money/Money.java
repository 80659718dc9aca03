package chosao.kernel.money;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Currency;

/**
 * An amount in the currency's minor unit. The đồng has none: 120_000 VND is ₫120,000 and nothing is
 * ever divided by 100. Stripe too takes VND as a zero-decimal currency
 * (docs.stripe.com/currencies#zero-decimal), so the number goes there unchanged.
 */
@Serdeable
public record Money(
        @JsonProperty(required = true)
                @Schema(
                        description = "in the currency's minor unit; the đồng has none",
                        example = "125000")
                long amount,
        @JsonProperty(required = true)
                @Schema(
                        type = "string",
                        description = "ISO 4217",
                        pattern = "^[A-Z]{3}$",
                        example = "VND")
                Currency currency) {

    /** The only currency that the market trades in today. */
    public static final Currency VND = Currency.getInstance("VND");

    public static Money vnd(long amount) {
        return new Money(amount, VND);
    }

    /**
     * Adds, failing on overflow or mixed currencies: a wrong total is worse than a refused request.
     */
    public Money plus(Money other) {
        return new Money(Math.addExact(amount, other.amountIn(currency)), currency);
    }

    /** Multiplies, failing on overflow. */
    public Money times(int quantity) {
        return new Money(Math.multiplyExact(amount, quantity), currency);
    }

    private long amountIn(Currency expected) {
        if (!currency.equals(expected)) {
            throw new IllegalArgumentException(
                    "currency: " + currency + " (expected: " + expected + ")");
        }
        return amount;
    }
}
