package chosao.local.stripe.ledger;

/** Where a text lies on disk, in bytes. */
public record Extent(long at, int length) {}
