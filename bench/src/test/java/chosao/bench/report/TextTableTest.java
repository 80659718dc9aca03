package chosao.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TextTableTest {

    @Test
    void alignsColumnsByWhatPeopleSee() {
        var table = new TextTable("hàng", "số").row("trà", "1,200").row("cà phê", "7");

        assertThat(table)
                .hasToString(
                        """
                        hàng       số
                        -------------
                        trà     1,200
                        cà phê      7
                        """);
    }

    @Test
    void refusesARowThatDoesNotFit() {
        var table = new TextTable("a", "b");

        assertThatThrownBy(() -> table.row("only one"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cells: 1 (expected: 2)");
    }
}
