package chosao.catalog.producer;

import chosao.kernel.security.Caller;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A producer as clients see it.
 *
 * @param taxCode shown to its owner and to administrators only: a household's is the number of a
 *     person
 * @param region code of today's province or commune
 * @param sample whether it came with the program
 */
@Serdeable
record ProducerView(
        UUID id,
        String name,
        ProducerKind kind,
        @Nullable String taxCode,
        String region,
        @Nullable String address,
        @Nullable String description,
        Instant createdAt,
        boolean sample) {

    static ProducerView of(Producer producer, @Nullable Caller caller) {
        return new ProducerView(
                producer.id(),
                producer.name(),
                ProducerKind.of(producer.kind()),
                caller != null && producer.isKeptBy(caller) ? producer.taxCode() : null,
                producer.regionCode(),
                producer.address(),
                producer.description(),
                producer.createdAt(),
                producer.sample());
    }
}
