package chosao.kernel.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {

    @Test
    void keepsATextComposedAndWithoutTheBlanksAroundIt() {
        assertThat(PlainText.of(" \t Ma\u0323\u0302t ong\n")).isEqualTo("Mật ong");
        assertThat(PlainText.of(null)).isEmpty();
        assertThat(PlainText.ifGiven(null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \r\n",
                "\u00A0",
                "\u200B",
                "\u2060\uFEFF",
                "\u00AD",
                "\uFE0F",
                "\u034F",
                "\u180E",
                "\u115F\u1160",
                "\u3164",
                "\uFFA0",
                "\u2800",
                "\u202E",
                "\u0301"
            })
    void takesATextOfWhichNothingCanBeSeenForNone(String text) {
        assertThat(PlainText.of(text)).isEmpty();
        assertThat(PlainText.ifGiven(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"½", "❤\uFE0F", "한", "茶", "👨\u200D👩\u200D👧", "-", "e\u0320", "\u0000"})
    void leavesWhatCanBeSeenOrMustBeRefused(String text) {
        assertThat(PlainText.of(text)).isEqualTo(text);
    }

    @Test
    void tellsOneLineFromSeveral() {
        assertThat("Mật ong rừng, chai 500 ml").matches(PlainText.LINE);
        assertThat("a\nb\tc").matches(PlainText.PATTERN).doesNotMatch(PlainText.LINE);
        assertThat("a\u2028b").doesNotMatch(PlainText.LINE);
        assertThat("a\u0000b").doesNotMatch(PlainText.PATTERN).doesNotMatch(PlainText.LINE);
    }

    @Test
    void letsNothingTurnTheDirectionOfALine() {
        var bidiControls =
                "\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069";

        assertThat(bidiControls.split(""))
                .hasSize(12)
                .allSatisfy(sign -> assertThat("a" + sign + "b").doesNotMatch(PlainText.LINE));
    }
}
