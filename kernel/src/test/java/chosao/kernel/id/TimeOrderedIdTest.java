package chosao.kernel.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import org.junit.jupiter.api.Test;

class TimeOrderedIdTest {

    @Test
    void makesIdsOfVersionSevenThatHoldTheTime() {
        long before = System.currentTimeMillis();
        var id = TimeOrderedId.next();

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16)
                .isBetween(before, System.currentTimeMillis());
    }

    @Test
    void makesNoIdTwice() {
        var ids = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            ids.add(TimeOrderedId.next());
        }

        assertThat(ids).hasSize(100_000);
    }
}
