package chosao.search;

import static chosao.search.ProductFixture.aProduct;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who gets an answer that was made for somebody else; here it may be half an hour old. */
class SharedAnswersIT {

    private SearchProcess search;

    @BeforeEach
    void listOneAndShowIt() {
        search = SearchProcess.refreshingEvery(Duration.ofHours(1));
        search.list(aProduct().named("Trà hoa vàng")).awaitAll();
        assertThat(search.names("q", "trà")).containsExactly("Trà hoa vàng");
    }

    @AfterEach
    void stop() {
        search.close();
    }

    @Test
    void whoAsksTheSameGetsTheSameAnswer() {
        search.list(aProduct().named("Trà shan tuyết")).awaitAll();

        assertThat(search.names("q", "trà")).hasSize(1);
        assertThat(search.names("q", "TRÀ ", "region", "", "limit", "20")).hasSize(1);
    }

    @Test
    void whoAsksSomethingElseGetsAnAnswerOfTheirOwn() {
        search.list(aProduct().named("Trà shan tuyết")).awaitAll();

        assertThat(search.names("q", "tra")).hasSize(2);
        assertThat(search.names("q", "trà", "sort", "price")).hasSize(2);
        assertThat(search.names("q", "trà", "limit", "21")).hasSize(2);
        assertThat(search.askIn("vi", "/api/v1/search", "q", "trà").body())
                .contains("Trà shan tuyết");
    }

    @Test
    void nothingOfTheDayBeforeIsShown() {
        search.list(aProduct().named("Trà shan tuyết")).awaitAll();

        search.clock().moveTo(search.clock().instant().plus(Duration.ofDays(1)));

        assertThat(search.names("q", "trà")).hasSize(2);
    }
}
