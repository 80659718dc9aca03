package chosao.orders.stock;

import java.util.List;

/** What became of an attempt to take stock: all that was wanted, or none of it. */
public sealed interface Reservation {

    /** All of it is set aside, or sold. */
    record Held() implements Reservation {}

    /**
     * Some of it is not there. What the attempt took meanwhile goes back with the transaction, or
     * by {@link Stock#release}.
     *
     * @param skus of which there is too little, in order
     */
    record OutOfStock(List<String> skus) implements Reservation {}
}
