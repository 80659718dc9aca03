package chosao.local.stripe.ledger;

import java.util.List;

/** A part of a list, newest first, and whether there is more of it. */
public record Page<T>(List<T> items, boolean more) {

    public Page {
        items = List.copyOf(items);
    }
}
