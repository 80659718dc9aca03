package chosao.kernel.problem;

import static org.assertj.core.api.Assertions.assertThat;

import chosao.kernel.http.Language;
import java.io.IOException;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProblemTextTest {

    private final ProblemText text = new ProblemText(new ProblemText.Settings(null));

    @Test
    void hasEveryWordingInBothLanguages() throws IOException {
        var english = keys("Problems.properties");

        assertThat(keys("Problems_vi.properties")).isEqualTo(english);
    }

    @Test
    void givesAReasonThatStandsInNoBundleAsItIs() {
        var problem =
                text.describe(
                        KernelProblem.INVALID_REQUEST.with().field("/sku", "is not a SKU"),
                        Language.VIETNAMESE);

        assertThat(problem.errors())
                .containsExactly(new Problem.FieldError("/sku", "is not a SKU"));
    }

    private static Set<String> keys(String bundle) throws IOException {
        var words = new Properties();
        try (var file = ProblemText.class.getResourceAsStream(bundle)) {
            words.load(file);
        }
        return words.stringPropertyNames();
    }
}
