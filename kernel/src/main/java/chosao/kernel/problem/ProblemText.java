package chosao.kernel.problem;

import chosao.kernel.http.Language;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * Says what a refusal means in a reader's language. Words of a problem stand in the bundle beside
 * its enum; words of a reason, why a field or parameter is at fault, may stand there, in the bundle
 * of the running service or in the kernel's. Thread-safe.
 */
@Context
public final class ProblemText {

    private static final ResourceBundle.Control PLAIN =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    /**
     * The service that runs.
     *
     * @param problems base name of the service's own bundle, such as {@code
     *     chosao.catalog.Problems}; a service that has none is told of the kernel's problems only
     */
    @ConfigurationProperties("market.service")
    record Settings(@Nullable String problems) {}

    private final List<String> shared;

    /** Fails, and with it the start, where the service's bundle is not there. */
    ProblemText(Settings settings) {
        var kernel = bundleOf(KernelProblem.INVALID_REQUEST);
        shared =
                settings.problems() == null
                        ? List.of(kernel)
                        : List.of(settings.problems(), kernel);
        shared.forEach(bundle -> load(bundle, Language.ENGLISH));
    }

    /** What to tell people of a refusal. */
    public Problem describe(ProblemException refusal, Language language) {
        var type = refusal.type();
        var title = title(type, language);
        return new Problem(
                "/problems/" + type.slug(),
                title,
                type.status(),
                detail(refusal, language).orElse(title),
                refusal.faults().stream()
                        .map(fault ->
                                new Problem.FieldError(
                                        fault.pointer(), words(type, fault.reason(), language)))
                        .toList(),
                refusal.members());
    }

    private static String title(ProblemType type, Language language) {
        return load(bundleOf(type), language).getString(type.slug() + ".title");
    }

    private Optional<String> detail(ProblemException refusal, Language language) {
        var type = refusal.type();
        var arguments =
                refusal.arguments().stream()
                        .map(each ->
                                each instanceof Reason reason
                                        ? words(type, reason, language)
                                        : each)
                        .toList();
        return find(bundleOf(type), type.slug(), arguments, language);
    }

    private String words(ProblemType type, Reason reason, Language language) {
        return find(bundleOf(type), reason.key(), reason.arguments(), language)
                .or(() ->
                        shared.stream()
                                .flatMap(bundle ->
                                        find(bundle, reason.key(), reason.arguments(), language)
                                                .stream())
                                .findFirst())
                .orElse(reason.key());
    }

    /** The words under the key, or nothing where the bundle has no such key. */
    private static Optional<String> find(
            String bundle, String key, List<Object> arguments, Language language) {
        var words = load(bundle, language);
        if (!words.containsKey(key)) {
            return Optional.empty();
        }
        // As text: a MessageFormat would group the digits of a number, and 1,024 is no id.
        var texts = arguments.stream().map(String::valueOf).toArray();
        return Optional.of(new MessageFormat(words.getString(key), Locale.ROOT).format(texts));
    }

    private static String bundleOf(ProblemType type) {
        return type.getClass().getPackageName() + ".Problems";
    }

    private static ResourceBundle load(String bundle, Language language) {
        return ResourceBundle.getBundle(
                bundle, language.locale(), ProblemText.class.getClassLoader(), PLAIN);
    }
}
