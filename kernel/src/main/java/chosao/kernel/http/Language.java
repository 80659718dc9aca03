package chosao.kernel.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import org.jspecify.annotations.Nullable;

/** A language that the market speaks. */
public enum Language {
    ENGLISH(Locale.ENGLISH),
    VIETNAMESE(Locale.of("vi"));

    /** Longer than any browser sends; a longer wish is not worth the reading. */
    private static final int MAXIMUM_LENGTH = 1_000;

    private final Locale locale;

    Language(Locale locale) {
        this.locale = locale;
    }

    public Locale locale() {
        return locale;
    }

    /** Tells the client, and caches on the way, that the answer has words of this language. */
    public <T> MutableHttpResponse<T> wordsOf(MutableHttpResponse<T> answer) {
        return answer.header(HttpHeaders.CONTENT_LANGUAGE, locale.toLanguageTag())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
    }

    /** The language that the client asks for. */
    public static Language of(HttpRequest<?> request) {
        return preferred(
                String.join(",", request.getHeaders().getAll(HttpHeaders.ACCEPT_LANGUAGE)));
    }

    /**
     * The language of ours that an {@code Accept-Language} (RFC 9110, 12.5.4) ranks highest:
     * English where it names neither, is malformed or is not there.
     */
    public static Language preferred(@Nullable String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.length() > MAXIMUM_LENGTH) {
            return ENGLISH;
        }
        try {
            var best =
                    Locale.lookup(
                            LanguageRange.parse(acceptLanguage),
                            List.of(ENGLISH.locale, VIETNAMESE.locale));
            return VIETNAMESE.locale.equals(best) ? VIETNAMESE : ENGLISH;
        } catch (IllegalArgumentException malformed) {
            return ENGLISH;
        }
    }
}
