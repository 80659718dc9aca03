package chosao.kernel.problem;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;

/** Finds what to tell people, in their language: Vietnamese or, for everyone else, English. */
final class ProblemText {

    private static final Locale VIETNAMESE = Locale.of("vi");

    private ProblemText() {}

    /** The words under the key, or nothing where the bundle has no such key. */
    static Optional<String> find(
            ProblemType type, String key, List<Object> arguments, Locale asked) {
        var bundle = bundleOf(type, asked);
        if (!bundle.containsKey(key)) {
            return Optional.empty();
        }
        // As text: a MessageFormat would group the digits of a number, and 1,024 is no id.
        var words = arguments.stream().map(String::valueOf).toArray();
        return Optional.of(new MessageFormat(bundle.getString(key), Locale.ROOT).format(words));
    }

    private static ResourceBundle bundleOf(ProblemType type, Locale asked) {
        var locale =
                asked.getLanguage().equals(VIETNAMESE.getLanguage()) ? VIETNAMESE : Locale.ROOT;
        return ResourceBundle.getBundle(
                type.getClass().getPackageName() + ".Problems",
                locale,
                type.getClass().getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(
                        ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
