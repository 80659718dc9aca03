package chosao.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import chosao.gateway.testing.RunningGateway;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class SessionsIT {

    private static final UUID BUYER = UUID.fromString("01890000-0000-7000-8000-000000000001");

    @Test
    void forgetsLongUsedTokensOfASessionThatGoesOn() throws Exception {
        try (var gateway = new RunningGateway(Map.of("gateway.sample-accounts", true))) {
            var sessions = gateway.bean(Sessions.class);
            var begun = sessions.begin(BUYER);
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

    /** Lets the token have expired so many days ago. */
    private static void age(RunningGateway gateway, RefreshToken token, int days)
            throws SQLException {
        var database = DelegatingDataSource.unwrapDataSource(gateway.bean(DataSource.class));
        try (var connection = database.getConnection();
                var update =
                        connection.prepareStatement(
                                """
                                UPDATE refresh_tokens SET expires_at = now() - make_interval(days => ?)
                                 WHERE hash = ?
                                """)) {
            update.setInt(1, days);
            update.setBytes(2, token.hash());
            assertThat(update.executeUpdate()).isOne();
        }
    }
}
