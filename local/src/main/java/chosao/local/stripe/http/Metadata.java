package chosao.local.stripe.http;

import chosao.local.stripe.error.Refusal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The merchant's own key-value pairs on an object.
 *
 * @see <a href="https://docs.stripe.com/api/metadata">Metadata</a>
 */
final class Metadata {

    private static final int MOST_KEYS = 50;
    private static final int LONGEST_KEY = 40;
    private static final int LONGEST_VALUE = 500;

    private Metadata() {}

    /** What the request gives, over what was there; an empty value removes its key. */
    static Map<String, String> merged(Form form, Map<String, String> before) {
        Map<String, String> merged = new LinkedHashMap<>(before);
        form.map("metadata")
                .forEach((key, value) -> {
                    if (value.isEmpty()) {
                        merged.remove(key);
                        return;
                    }
                    if (key.length() > LONGEST_KEY) {
                        throw Refusal.plain(
                                "Metadata keys can have up to 40 characters, but you passed in a key that is "
                                        + key.length()
                                        + " characters. Invalid key: "
                                        + key,
                                "metadata");
                    }
                    if (value.length() > LONGEST_VALUE) {
                        throw Refusal.plain(
                                "Metadata values can have up to 500 characters, but you passed in a value that"
                                        + " is "
                                        + value.length()
                                        + " characters.",
                                "metadata[" + key + "]");
                    }
                    merged.put(key, value);
                });
        if (merged.size() > MOST_KEYS) {
            throw Refusal.plain("You can specify up to 50 metadata keys.", "metadata");
        }
        return merged;
    }
}
