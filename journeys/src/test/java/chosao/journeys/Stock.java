package chosao.journeys;

/**
 * What lies in a warehouse.
 *
 * @param onHand how many pieces
 * @param reserved how many of them are promised to orders that are not yet paid
 */
record Stock(long onHand, long reserved) {

    /** After so many have been sold. */
    Stock without(long sold) {
        return new Stock(onHand - sold, reserved);
    }
}
