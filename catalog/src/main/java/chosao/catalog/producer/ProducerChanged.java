package chosao.catalog.producer;

import java.util.UUID;

/**
 * What products show of their producer has changed. Published inside the transaction that changes
 * it, while the producer's row is locked.
 */
public record ProducerChanged(UUID producerId) {}
