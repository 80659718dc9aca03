package chosao.orders;

import io.micronaut.serde.annotation.Serdeable;

/**
 * The body of a request that has nothing to say: it may be left out or be an empty object. What is
 * said nevertheless is refused, for whoever said it expects it to matter.
 */
@Serdeable
public record Nothing() {}
