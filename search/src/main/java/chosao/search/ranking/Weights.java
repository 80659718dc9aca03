package chosao.search.ranking;

import chosao.search.PositiveDuration;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;

/**
 * How many points each signal can give at the most. Words come first, then region, category and
 * stars; the rest decides between equals.
 *
 * @param words all words of the search found where they count most, in the name and with their
 *     marks
 * @param phrase the words stand in the name one after the other
 * @param beginning the name begins with them
 * @param region the words that name where the product comes from
 * @param near the product comes from the region given as {@code near}; half where only the province
 *     is the same
 * @param category the words that name the kind of product
 * @param stars five stars; four have two thirds of it, three a third
 * @param stock it can be bought now
 * @param freshness it was listed today; half of it after {@code freshnessHalvesAfter}
 * @param sales it sells well; a thousand sold units have all of it
 */
@Context
@ConfigurationProperties("search.ranking")
public record Weights(
        @Bindable(defaultValue = "60") @PositiveOrZero float words,
        @Bindable(defaultValue = "12") @PositiveOrZero float phrase,
        @Bindable(defaultValue = "8") @PositiveOrZero float beginning,
        @Bindable(defaultValue = "9") @PositiveOrZero float region,
        @Bindable(defaultValue = "12") @PositiveOrZero float near,
        @Bindable(defaultValue = "7") @PositiveOrZero float category,
        @Bindable(defaultValue = "9") @PositiveOrZero float stars,
        @Bindable(defaultValue = "2") @PositiveOrZero float stock,
        @Bindable(defaultValue = "1") @PositiveOrZero float freshness,
        @Bindable(defaultValue = "1.5") @PositiveOrZero float sales,
        @Bindable(defaultValue = "60d") @NotNull @PositiveDuration Duration freshnessHalvesAfter) {}
