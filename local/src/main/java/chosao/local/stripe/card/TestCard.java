package chosao.local.stripe.card;

import static chosao.local.stripe.card.Brand.AMEX;
import static chosao.local.stripe.card.Brand.MASTERCARD;
import static chosao.local.stripe.card.Brand.VISA;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The test cards that Stripe publishes, by number and by the test PaymentMethod of the same effect.
 *
 * @see <a href="https://docs.stripe.com/testing">Testing</a>
 */
public enum TestCard {
    VISA_CREDIT("4242424242424242", "pm_card_visa", VISA, "credit"),
    VISA_DEBIT("4000056655665556", "pm_card_visa_debit", VISA, "debit"),
    MASTERCARD_CREDIT("5555555555554444", "pm_card_mastercard", MASTERCARD, "credit"),
    MASTERCARD_2_SERIES("2223003122003222", null, MASTERCARD, "credit"),
    MASTERCARD_DEBIT("5200828282828210", "pm_card_mastercard_debit", MASTERCARD, "debit"),
    MASTERCARD_PREPAID("5105105105105100", "pm_card_mastercard_prepaid", MASTERCARD, "prepaid"),
    AMEX_CREDIT("378282246310005", "pm_card_amex", AMEX, "credit"),
    DISCOVER_CREDIT("6011111111111117", "pm_card_discover", Brand.DISCOVER, "credit"),
    DINERS_CREDIT("3056930009020004", "pm_card_diners", Brand.DINERS, "credit"),
    JCB_CREDIT("3566002020360505", "pm_card_jcb", Brand.JCB, "credit"),
    UNIONPAY_CREDIT("6200000000000005", "pm_card_unionpay", Brand.UNIONPAY, "credit"),

    CHARGE_DECLINED("4000000000000002", "pm_card_visa_chargeDeclined", Decline.GENERIC),
    INSUFFICIENT_FUNDS(
            "4000000000009995",
            "pm_card_visa_chargeDeclinedInsufficientFunds",
            Decline.INSUFFICIENT_FUNDS),
    LOST_CARD("4000000000009987", "pm_card_visa_chargeDeclinedLostCard", Decline.LOST_CARD),
    STOLEN_CARD("4000000000009979", "pm_card_visa_chargeDeclinedStolenCard", Decline.STOLEN_CARD),
    EXPIRED_CARD("4000000000000069", "pm_card_chargeDeclinedExpiredCard", Decline.EXPIRED),
    INCORRECT_CVC("4000000000000127", "pm_card_chargeDeclinedIncorrectCvc", Decline.INCORRECT_CVC),
    PROCESSING_ERROR(
            "4000000000000119", "pm_card_chargeDeclinedProcessingError", Decline.PROCESSING_ERROR),
    VELOCITY_EXCEEDED(
            "4000000000006975",
            "pm_card_visa_chargeDeclinedVelocityLimitExceeded",
            Decline.VELOCITY),
    CHARGE_CUSTOMER_FAIL("4000000000000341", "pm_card_chargeCustomerFail", Decline.GENERIC),
    ALWAYS_BLOCKED("4100000000000019", "pm_card_radarBlock", Decline.FRAUDULENT),

    AUTHENTICATION_UNLESS_SET_UP(
            "4000002500003155", "pm_card_authenticationRequiredOnSetup", true, null),
    AUTHENTICATION_ALWAYS("4000002760003184", "pm_card_authenticationRequired", true, null),
    AUTHENTICATION_ALREADY_SET_UP(
            "4000003800000446", "pm_card_authenticationRequiredSetupForOffSession", true, null),
    AUTHENTICATION_THEN_INSUFFICIENT_FUNDS(
            "4000008260003178",
            "pm_card_authenticationRequiredChargeDeclinedInsufficientFunds",
            true,
            Decline.INSUFFICIENT_FUNDS),
    THREE_D_SECURE_REQUIRED("4000000000003220", "pm_card_threeDSecure2Required", true, null),
    THREE_D_SECURE_REQUIRED_DECLINED(
            "4000008400001629",
            "pm_card_threeDSecureRequiredChargeDeclined",
            true,
            Decline.GENERIC),
    THREE_D_SECURE_OPTIONAL("4000000000003055", "pm_card_threeDSecureOptional", false, null),

    DISPUTED_AS_FRAUDULENT("4000000000000259", "pm_card_createDispute", "fraudulent"),
    DISPUTED_AS_NOT_RECEIVED(
            "4000000000002685", "pm_card_createDisputeProductNotReceived", "product_not_received"),

    PENDING_REFUND("4000000000007726", "pm_card_pendingRefund", RefundCourse.SUCCEEDS_LATER),
    REFUND_FAILS("4000000000005126", "pm_card_refundFail", RefundCourse.FAILS_LATER);

    private static final Map<String, TestCard> BY_NUMBER = new HashMap<>();
    private static final Map<String, TestCard> BY_TOKEN = new HashMap<>();

    static {
        Arrays.stream(values()).forEach(card -> BY_NUMBER.put(card.number, card));
        Arrays.stream(values())
                .filter(card -> card.token != null)
                .forEach(card -> {
                    BY_TOKEN.put(card.token, card);
                    // The declining cards had no brand in their names once; both spellings still
                    // work.
                    BY_TOKEN.putIfAbsent(card.token.replace("_visa_charge", "_charge"), card);
                });
    }

    private final String number;
    private final @Nullable String token;
    private final Brand brand;
    private final String funding;
    private final boolean challenged;
    private final @Nullable Decline decline;
    private final RefundCourse refundCourse;
    private final @Nullable String disputeReason;

    TestCard(String number, @Nullable String token, Brand brand, String funding) {
        this(number, token, brand, funding, false, null, RefundCourse.SUCCEEDS, null);
    }

    TestCard(String number, String token, String disputeReason) {
        this(number, token, VISA, "credit", false, null, RefundCourse.SUCCEEDS, disputeReason);
    }

    TestCard(String number, String token, Decline decline) {
        this(number, token, VISA, "credit", false, decline, RefundCourse.SUCCEEDS, null);
    }

    TestCard(String number, String token, boolean challenged, @Nullable Decline decline) {
        this(number, token, VISA, "credit", challenged, decline, RefundCourse.SUCCEEDS, null);
    }

    TestCard(String number, String token, RefundCourse refundCourse) {
        this(number, token, VISA, "credit", false, null, refundCourse, null);
    }

    TestCard(
            String number,
            @Nullable String token,
            Brand brand,
            String funding,
            boolean challenged,
            @Nullable Decline decline,
            RefundCourse refundCourse,
            @Nullable String disputeReason) {
        this.number = number;
        this.token = token;
        this.brand = brand;
        this.funding = funding;
        this.challenged = challenged;
        this.decline = decline;
        this.refundCourse = refundCourse;
        this.disputeReason = disputeReason;
    }

    public static Optional<TestCard> numbered(String number) {
        return Optional.ofNullable(BY_NUMBER.get(number));
    }

    /**
     * The card behind a test PaymentMethod ({@code pm_card_visa}) or test token ({@code tok_visa}).
     */
    public static Optional<TestCard> named(String token) {
        String method =
                token.startsWith("tok_") ? "pm_card_" + token.substring("tok_".length()) : token;
        return Optional.ofNullable(BY_TOKEN.get(method));
    }

    public String number() {
        return number;
    }

    /** The test PaymentMethod of the same effect, where Stripe publishes one. */
    public Optional<String> token() {
        return Optional.ofNullable(token);
    }

    public Brand brand() {
        return brand;
    }

    public String funding() {
        return funding;
    }

    public String lastFour() {
        return number.substring(number.length() - 4);
    }

    public RefundCourse refundCourse() {
        return refundCourse;
    }

    /** Why the holder objects to what is charged to it, if so. */
    public Optional<String> disputeReason() {
        return Optional.ofNullable(disputeReason);
    }

    /** What the issuer says to a charge on this card. */
    public Verdict verdict() {
        Verdict afterwards =
                decline == null ? new Verdict.Approved() : new Verdict.Declined(decline);
        return challenged ? new Verdict.Challenged(afterwards) : afterwards;
    }

    /**
     * Whether the issuer takes a charge unauthenticated while the buyer is away: only a card set up
     * for it.
     */
    public boolean mayBeChargedOffSession() {
        return !challenged || this == AUTHENTICATION_ALREADY_SET_UP;
    }
}
