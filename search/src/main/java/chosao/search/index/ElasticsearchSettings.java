package chosao.search.index;

import chosao.search.PositiveDuration;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where Elasticsearch is, and how long we wait for it.
 *
 * @param url the address of the cluster
 * @param apiKey sent as {@code Authorization: ApiKey …} where the cluster asks for one
 * @param connectTimeout how long a connection may take to open
 * @param answerTimeout how long a search may take: past it the buyer hears that search is away
 * @param workTimeout how long the index's upkeep (bulk writes, creating, swapping) may take
 * @param connections the most that are open at a time
 */
@Context
@ConfigurationProperties("search.elasticsearch")
record ElasticsearchSettings(
        @NotNull URI url,
        @Nullable String apiKey,
        @Bindable(defaultValue = "500ms") @NotNull @PositiveDuration Duration connectTimeout,
        @Bindable(defaultValue = "2s") @NotNull @PositiveDuration Duration answerTimeout,
        @Bindable(defaultValue = "30s") @NotNull @PositiveDuration Duration workTimeout,
        @Bindable(defaultValue = "64") @Positive int connections) {}
