package chosao.search;

import io.micronaut.context.annotation.Factory;
import io.micronaut.validation.validator.constraints.ConstraintValidator;
import jakarta.inject.Singleton;
import jakarta.validation.Constraint;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;

/** At least a millisecond: Elasticsearch is told of durations in whole ones. */
@Constraint(validatedBy = {})
@Retention(RetentionPolicy.RUNTIME)
public @interface PositiveDuration {

    /** What the start fails with. */
    String message() default "must be at least 1ms";

    /** Checks it; Bean Validation has constraints of numbers only. */
    @Factory
    final class Check {

        @Singleton
        ConstraintValidator<PositiveDuration, Duration> positiveDuration() {
            return (duration, constraint, context) -> duration == null || duration.toMillis() > 0;
        }
    }
}
