package chosao.kernel.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VietnameseTest {

    @ParameterizedTest
    @CsvSource({
        "hoà, hòa",
        "HÒA, hòa",
        "khoẻ, khỏe",
        "thuỷ, thủy",
        "Tuý, túy",
        "loá, lóa",
        "hoè, hòe",
        // qu and gi are consonants
        "quý, quý",
        "qúy, quý",
        "quà, quà",
        "qùa, quà",
        "gìa, già",
        "già, già",
        "gì, gì",
        "gìn, gìn",
        // a vowel with a mark of its own carries the tone
        "thuở, thuở",
        "thủơ, thuở",
        "đựơc, được",
        "mứơi, mưới",
        "huế, huế",
        "giếng, giếng",
        "nguyễn, nguyễn",
        "lửa, lửa",
        // closed syllables, and groups of three
        "tòan, toàn",
        "hoàng, hoàng",
        "huỳnh, huỳnh",
        "ngoài, ngoài",
        "khuỷu, khuỷu",
        "mùa, mùa",
        "mía, mía",
        "nghĩa, nghĩa",
    })
    void writesTheToneWhereTheOlderSchoolDoes(String written, String folded) {
        assertThat(Vietnamese.marked(written)).isEqualTo(folded);
    }

    @Test
    void keepsWordsApartThatDifferInAMark() {
        assertThat(
                        List.of("hoa", "hòa", "hóa", "hoạ", "hoả", "hoã").stream()
                                .map(Vietnamese::marked))
                .doesNotHaveDuplicates();
        assertThat(Vietnamese.marked("đá")).isNotEqualTo(Vietnamese.marked("da"));
        assertThat(Vietnamese.marked("cân")).isNotEqualTo(Vietnamese.marked("căn"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Trà hoa vàng Ba Chẽ",
                "Nước mắm Phú Quốc 40°N",
                "Khoẻ, quý & ngoẹo",
                "Đường thốt nốt",
                "Bưởi Năm Roi"
            })
    void readsComposedAndDecomposedTextAlike(String text) {
        String decomposed = Normalizer.normalize(text, Form.NFD);

        assertThat(Vietnamese.marked(decomposed)).isEqualTo(Vietnamese.marked(text));
        assertThat(Vietnamese.plain(decomposed)).isEqualTo(Vietnamese.plain(text));
        assertThat(Vietnamese.marked(Vietnamese.marked(text))).isEqualTo(Vietnamese.marked(text));
        assertThat(Vietnamese.plain(Vietnamese.marked(text))).isEqualTo(Vietnamese.plain(text));
    }

    @Test
    void dropsEveryMarkFromPlainText() {
        assertThat(Vietnamese.plain("Trà hoa vàng Ba Chẽ")).isEqualTo("tra hoa vang ba che");
        assertThat(Vietnamese.plain("ĐẮK LẮK, Đồng Tháp, Thừa Thiên Huế"))
                .isEqualTo("dak lak, dong thap, thua thien hue");
        assertThat(Vietnamese.plain("ưỡn ẹo ỗ ỵ ặ")).isEqualTo("uon eo o y a");
    }

    @Test
    void leavesOtherLanguagesAndNumbersAlone() {
        assertThat(Vietnamese.marked("Café résumé 3in1 OCOP 日本 no. 40°"))
                .isEqualTo("café résumé 3in1 ocop 日本 no. 40°");
        assertThat(Vietnamese.marked("$1 \\ \ud83c\udf3f")).isEqualTo("$1 \\ \ud83c\udf3f");
        assertThat(Vietnamese.marked("")).isEmpty();
    }

    @Test
    void partsTextIntoWords() {
        assertThat(Vietnamese.tokens("  Trà \"hoà tan\" (3in1)-Bắc\u00a0Kạn, 40°N! "))
                .containsExactly("trà", "hòa", "tan", "3in1", "bắc", "kạn", "40", "n");
        assertThat(Vietnamese.tokens(" – !")).isEmpty();
    }
}
