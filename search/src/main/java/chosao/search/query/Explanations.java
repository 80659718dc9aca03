package chosao.search.query;

import chosao.kernel.http.Language;
import chosao.search.query.Answer.Explanation;
import chosao.search.query.Answer.Reason;
import chosao.search.query.MultiSearch.Hit;
import chosao.search.ranking.Ranking;
import chosao.search.ranking.Signal;
import jakarta.inject.Singleton;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Map;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * Says why listings stand where they stand. Elasticsearch itself tells beside each item what each
 * named part of the query gave, so an explanation cannot disagree with the order.
 */
@Singleton
final class Explanations {

    private static final ResourceBundle.Control PLAIN =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final Ranking ranking;

    Explanations(Ranking ranking) {
        this.ranking = ranking;
    }

    /** In the reader's language; null where the order is not by points. */
    @Nullable Explanation of(Hit hit, Language language) {
        if (hit.score() == null) {
            return null;
        }
        var words =
                ResourceBundle.getBundle("chosao.search.ranking.Signals", language.locale(), PLAIN);
        Map<String, Double> given = hit.points() == null ? Map.of() : hit.points();
        var reasons = new ArrayList<Reason>();
        for (var signal : Signal.values()) {
            double points = given.getOrDefault(signal.key(), 0.0);
            if (points > 0) {
                reasons.add(reason(signal, points, words));
            }
        }
        reasons.sort(Comparator.comparingDouble(Reason::points).reversed());
        return new Explanation(rounded(hit.score()), reasons);
    }

    private Reason reason(Signal signal, double points, ResourceBundle words) {
        double most = ranking.weightOf(signal);
        return new Reason(
                signal.key(),
                rounded(points),
                rounded(most),
                MessageFormat.format(
                        words.getString(signal.key()),
                        String.valueOf(rounded(points)),
                        String.valueOf(rounded(most))));
    }

    private static double rounded(double points) {
        return Math.round(points * 100) / 100.0;
    }
}
