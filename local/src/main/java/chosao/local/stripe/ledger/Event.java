package chosao.local.stripe.ledger;

/**
 * Something that happened, told to the merchant.
 *
 * @param created in seconds since the epoch
 * @param payload the whole Event object as it is sent, byte for byte; the signature covers it
 * @param wanted whether the merchant's endpoint listens for this type
 * @see <a href="https://docs.stripe.com/api/events/object">The Event object</a>
 */
public record Event(String id, String type, long created, String payload, boolean wanted) {}
