package chosao.bench.goods;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class QuestionsTest {

    private final Shelf shelf =
            new Shelf(
                    List.of(
                            new Listing("1", "Trà hoa vàng Ba Chẽ", "II-1", "06978"),
                            new Listing("2", "Cà phê đặc sản Đắk Lắk", "II-3", "66")));

    @Test
    void asksTheSameOfTheSameGoods() {
        assertThat(Questions.searches(shelf, 50))
                .isEqualTo(Questions.searches(shelf, 50))
                .allMatch(path -> path.contains("?q=") && path.matches(".*&(region|stars)=.+"));
    }

    @Test
    void asksWithMarksAndWithout() {
        assertThat(Questions.searches(shelf, 50))
                .anyMatch(path -> path.contains("q=Ch%E1%BA%BD"))
                .anyMatch(path -> path.contains("q=Che"));
    }

    @Test
    void takesTheMarksFromEveryLetter() {
        assertThat(Questions.withoutMarks("Cà phê đặc sản Đắk Lắk"))
                .isEqualTo("Ca phe dac san Dak Lak");
    }

    @Test
    void listsEachCategoryOnce() {
        assertThat(Questions.listings(shelf))
                .containsExactly("/api/v1/search?category=II-1", "/api/v1/search?category=II-3");
    }
}
