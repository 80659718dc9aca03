package chosao.search.query;

import chosao.kernel.clock.MarketCalendar;
import chosao.kernel.http.Language;
import chosao.search.index.IndexSettings;
import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.concurrent.CompletableFuture;

/**
 * Gives all who ask the same at about the same time the same answer, so that the page that
 * everybody looks at is searched for a few times a second, however many look. See the decision
 * record "Equal searches share an answer". Thread-safe.
 */
@Singleton
final class SharedAnswers {

    /** Items that are held at a time, of about a kilobyte each, in all answers together. */
    private static final int MOST_ITEMS = 10_000;

    private final Search search;
    private final MarketCalendar calendar;
    private final AsyncCache<Asked, Answer> answers;

    SharedAnswers(Search search, MarketCalendar calendar, IndexSettings index) {
        this.search = search;
        this.calendar = calendar;
        this.answers =
                Caffeine.newBuilder()
                        .expireAfterWrite(index.refreshInterval().dividedBy(2))
                        .maximumWeight(MOST_ITEMS)
                        .weigher((Asked _, Answer answer) -> 1 + answer.items().size())
                        .buildAsync();
    }

    /** What decides the answer, as long as the index does not change. */
    private record Asked(Question question, Language language, LocalDate today) {}

    /** The answer that is there or under way, or else a new one; a failure is never kept. */
    CompletableFuture<Answer> find(Question question, Language language) {
        return answers.get(
                new Asked(question, language, calendar.today()),
                (_, _) -> search.find(question, language));
    }
}
