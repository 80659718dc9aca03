package chosao.local.stripe.ledger;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for.
 *
 * @see <a href="https://docs.stripe.com/api/pagination">Pagination</a>
 */
public record Window(int limit, @Nullable String startingAfter, @Nullable String endingBefore) {}
