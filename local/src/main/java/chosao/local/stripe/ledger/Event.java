package chosao.local.stripe.ledger;

/**
 * Something that happened, told to the merchant.
 *
 * @param created in seconds since the epoch
 * @param payload where the whole Event object lies, byte for byte as it is sent; {@link
 *     Ledger#payload} reads it
 * @param wanted whether the merchant's endpoint listens for this type
 * @see <a href="https://docs.stripe.com/api/events/object">The Event object</a>
 */
public record Event(String id, String type, long created, Extent payload, boolean wanted) {

    Event lyingAt(Extent extent) {
        return new Event(id, type, created, extent, wanted);
    }
}
