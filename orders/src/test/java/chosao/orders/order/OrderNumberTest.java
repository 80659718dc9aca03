package chosao.orders.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OrderNumberTest {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private final Random random = new Random(107);

    @Test
    void namesTheDayAndCanBeReadBack() {
        for (int drawn = 0; drawn < 1_000; drawn++) {
            var number = OrderNumber.draw(LocalDate.of(2026, 11, 22), random);

            assertThat(number.value()).startsWith("CS-261122-");
            assertThat(new OrderNumber(number.value())).isEqualTo(number);
        }
    }

    @Test
    void anyOneWrongCharacterShows() {
        var number = OrderNumber.draw(LocalDate.of(2026, 11, 22), random).value();
        for (int place = number.length() - 8; place < number.length(); place++) {
            for (int letter = 0; letter < ALPHABET.length(); letter++) {
                char wrong = ALPHABET.charAt(letter);
                if (wrong != number.charAt(place)) {
                    var mistyped = number.substring(0, place) + wrong + number.substring(place + 1);

                    assertThatThrownBy(() -> new OrderNumber(mistyped))
                            .isInstanceOf(IllegalArgumentException.class);
                }
            }
        }
    }
}
