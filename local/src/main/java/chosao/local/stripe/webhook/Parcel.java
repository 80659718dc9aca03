package chosao.local.stripe.webhook;

import chosao.local.stripe.ledger.Event;

/** Something to be sent at a time, in nanoseconds of {@link System#nanoTime()}. */
sealed interface Parcel {

    long due();

    /** Orders parcels of the same time. */
    long sequence();

    /** Whether it goes even while deliveries are paused. */
    boolean urgent();

    /**
     * One event.
     *
     * @param failures how often it has been tried in vain
     * @param copy whether it is an extra one, whose fate does not matter
     */
    record Single(Event event, int failures, boolean copy, long due, long sequence, boolean urgent)
            implements Parcel {}

    /** Everything held back for reordering. */
    record Held(long due, long sequence, boolean urgent) implements Parcel {}

    default Parcel urgently(long now) {
        return switch (this) {
            case Single(var event, int failures, boolean copy, _, long sequence, _) ->
                    new Single(event, failures, copy, now, sequence, true);
            case Held(_, long sequence, _) -> new Held(now, sequence, true);
        };
    }
}
