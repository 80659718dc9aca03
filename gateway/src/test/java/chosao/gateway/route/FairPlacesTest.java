package chosao.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FairPlacesTest {

    private final List<String> begun = new ArrayList<>();
    private final FairPlaces<String> places = new FairPlaces<>(8, 16, begun::add);

    @Test
    void givesHalfToAClientThatIsAloneAndAPlaceToEachOther() {
        enter("a", 8);
        enter("b", 8);
        enter("c", 1);

        assertThat(begun).containsExactly("a", "a", "a", "a", "b", "b", "c");
    }

    @Test
    void letsAClientThatHasFewGoBeforeOneThatHasMany() {
        enter("a", 8);
        enter("b", 8);
        enter("c", 2);
        begun.clear();

        places.leave("a");
        places.leave("a");

        assertThat(begun).containsExactly("c");
    }

    @Test
    void letsClientsThatHaveAsManyTakeTurns() {
        var one = new FairPlaces<String>(1, 16, begun::add);
        for (var client : List.of("a", "a", "a", "a", "b", "b")) {
            one.enter(client, client);
        }

        for (var leaving : List.of("a", "a", "b", "a", "b")) {
            one.leave(leaving);
        }

        assertThat(begun).containsExactly("a", "a", "b", "a", "b", "a");
    }

    @Test
    void leavesRoomInTheQueueForOthers() {
        assertThat(enter("a", 50)).isEqualTo(4 + 8);
        assertThat(enter("b", 50)).isEqualTo(2 + 4);
        assertThat(places.isFull()).isFalse();
        assertThat(enter("c", 1)).isEqualTo(1);
    }

    @Test
    void givesNoPlaceToWhatHasLeftTheQueue() {
        var one = new FairPlaces<String>(1, 16, begun::add);
        one.enter("a", "first");
        one.enter("b", "left");
        one.enter("b", "second");

        one.forget("b", "left");
        one.leave("a");

        assertThat(begun).containsExactly("first", "second");
    }

    @Test
    void startsAllThatWaitedOnceTheOthersAreDone() {
        int entered = enter("a", 50);

        for (int left = 0; left < entered; left++) {
            places.leave("a");
        }

        assertThat(begun).hasSize(entered);
        assertThat(enter("a", 50)).isEqualTo(entered);
    }

    /** How many of so many got a place, or one in the queue. */
    private int enter(String client, int times) {
        int entered = 0;
        for (int time = 0; time < times; time++) {
            entered += places.enter(client, client) ? 1 : 0;
        }
        return entered;
    }
}
