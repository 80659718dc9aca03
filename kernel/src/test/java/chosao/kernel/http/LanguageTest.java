package chosao.kernel.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "vi                 | VIETNAMESE",
                "vi-VN,vi;q=0.9,en  | VIETNAMESE",
                "en;q=0.1, vi       | VIETNAMESE",
                "fr, vi;q=0.8       | VIETNAMESE",
                "vi;q=0.2, en-GB    | ENGLISH",
                "fr                 | ENGLISH",
                "*                  | ENGLISH",
                "vi;q=0             | ENGLISH",
            })
    void speaksTheLanguageThatIsRankedHighest(String wish, Language spoken) {
        assertThat(Language.preferred(wish)).isEqualTo(spoken);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",", ";", "vi;", "vi;q=", "vi;q=2", "-", "\u0000"})
    void speaksEnglishWhereTheWishIsMalformed(String wish) {
        assertThat(Language.preferred(wish)).isEqualTo(Language.ENGLISH);
    }

    @Test
    void speaksEnglishWhereThereIsNoWishOrAnEndlessOne() {
        assertThat(Language.preferred(null)).isEqualTo(Language.ENGLISH);
        assertThat(Language.preferred("vi," + "a,".repeat(4_000))).isEqualTo(Language.ENGLISH);
    }
}
