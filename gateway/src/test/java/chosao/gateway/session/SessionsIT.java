package chosao.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import chosao.gateway.testing.RunningGateway;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SessionsIT {

    private static final UUID BUYER = UUID.fromString("01890000-0000-7000-8000-000000000001");

    @Test
    void forgetsLongUsedTokensOfASessionThatGoesOn() {
        try (var gateway = new RunningGateway(Map.of("gateway.sample-accounts", true))) {
            var sessions = gateway.bean(Sessions.class);
            var begun = sessions.begin(BUYER, null);
            var second = (Refresh.Continued) sessions.refresh(begun.token());
            var third = (Refresh.Continued) sessions.refresh(second.next());
            age(gateway, begun.token(), 31);
            age(gateway, second.next(), 29);

            sessions.forget();

            assertThat(sessions.refresh(begun.token())).isInstanceOf(Refresh.Refused.class);
            assertThat(sessions.refresh(third.next())).isInstanceOf(Refresh.Continued.class);
            assertThat(sessions.refresh(second.next())).isInstanceOf(Refresh.Reused.class);
        }
    }

    /** Lets the token have expired so many days ago, and have been used before that if it was. */
    private static void age(RunningGateway gateway, RefreshToken token, int days) {
        assertThat(
                        gateway.update(
                                """
                                UPDATE refresh_tokens
                                   SET expires_at = now() - make_interval(days => ?),
                                       used_at = used_at - make_interval(days => ?)
                                 WHERE hash = ?
                                """,
                                days,
                                days,
                                token.hash()))
                .isOne();
    }
}
