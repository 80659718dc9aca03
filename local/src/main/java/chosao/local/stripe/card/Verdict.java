package chosao.local.stripe.card;

/** What the issuer says when a card is about to be charged. */
public sealed interface Verdict {

    /** The charge goes through. */
    record Approved() implements Verdict {}

    /** The charge fails. */
    record Declined(Decline decline) implements Verdict {}

    /** The buyer must authenticate first; {@code next} is what follows when that succeeds. */
    record Challenged(Verdict next) implements Verdict {}
}
