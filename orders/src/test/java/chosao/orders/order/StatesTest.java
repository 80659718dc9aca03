package chosao.orders.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StatesTest {

    @Test
    void aStepToTheSameStateIsAlwaysTaken() {
        assertThat(OrderState.values()).allMatch(state -> state.canBecome(state));
        assertThat(PaymentState.values()).allMatch(state -> state.canBecome(state));
    }

    @Test
    void thereIsNoWayBack() {
        for (var state : OrderState.values()) {
            for (var next : state.next()) {
                assertThat(next.next()).doesNotContain(state);
                assertThat(next).isNotEqualTo(OrderState.AWAITING_PAYMENT);
            }
        }
    }

    @Test
    void paidMoneyIsKeptOrGivenBackNeverForgotten() {
        assertThat(PaymentState.SUCCEEDED.next()).containsExactly(PaymentState.REFUND_PENDING);
        assertThat(PaymentState.REFUND_PENDING.next()).containsExactly(PaymentState.REFUNDED);
        assertThat(PaymentState.REFUNDED.next()).containsExactly(PaymentState.REFUND_PENDING);
        assertThat(PaymentState.FAILED.next()).containsExactly(PaymentState.REFUND_PENDING);
    }

    @Test
    void everyCodeIsReadBack() {
        assertThat(Arrays.stream(OrderState.values()).map(OrderState::code).map(OrderState::of))
                .containsExactly(OrderState.values());
        assertThat(
                        Arrays.stream(PaymentState.values())
                                .map(PaymentState::code)
                                .map(PaymentState::of))
                .containsExactly(PaymentState.values());
        assertThat(Arrays.stream(EndReason.values()).map(EndReason::code).map(EndReason::of))
                .containsExactly(EndReason.values());
    }
}
