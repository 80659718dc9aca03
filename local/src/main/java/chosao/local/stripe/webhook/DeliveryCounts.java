package chosao.local.stripe.webhook;

/**
 * What became of deliveries since the start.
 *
 * @param delivered answered with 2xx, copies included
 * @param failed attempts that were not
 * @param dropped lost on purpose
 * @param waiting to be sent, or sent and not answered yet
 */
public record DeliveryCounts(long delivered, long failed, long dropped, long waiting) {}
