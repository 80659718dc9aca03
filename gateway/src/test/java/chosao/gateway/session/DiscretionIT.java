package chosao.gateway.session;

import static chosao.gateway.testing.RunningGateway.member;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import chosao.gateway.testing.RunningGateway;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class DiscretionIT {

    @Test
    void writesNeitherPasswordsNorTokensIntoTheLog() {
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        var before = root.getLevel();
        var log = new ListAppender<ILoggingEvent>();
        log.start();
        root.addAppender(log);
        root.setLevel(Level.DEBUG);
        try (var gateway = new RunningGateway()) {
            var password = "pass-" + UUID.randomUUID();
            var email = UUID.randomUUID() + "@example.vn";
            var credentials = "{\"email\":\"" + email + "\",\"password\":\"" + password + "\"%s}";
            gateway.post("/api/v1/accounts", credentials.formatted(",\"name\":\"An\""));
            gateway.post("/api/v1/accounts", credentials.formatted(",\"name\":\" \""));
            gateway.post("/api/v1/accounts", credentials.formatted(",\"odd\":1"));
            gateway.post("/api/v1/accounts", credentials.formatted(",").replace("}", ""));
            var session = gateway.post("/api/v1/sessions", credentials.formatted("")).body();
            var access = member(session, "accessToken");
            var refresh = member(session, "refreshToken");
            gateway.get("/api/v1/accounts/me", "Authorization", "Bearer " + access);
            gateway.get("/api/v1/products/1", "Authorization", "Bearer " + access);
            var refreshed =
                    gateway.post(
                            "/api/v1/sessions/refresh", "{\"refreshToken\":\"" + refresh + "\"}");
            gateway.update(
                    "UPDATE refresh_tokens SET used_at = used_at - interval '11 s' WHERE hash = ?",
                    new RefreshToken(refresh).hash());
            gateway.post("/api/v1/sessions/refresh", "{\"refreshToken\":\"" + refresh + "\"}");

            var written = new StringBuilder();
            for (var event : log.list.toArray(new ILoggingEvent[0])) {
                written.append(event.getFormattedMessage()).append('\n');
                if (event.getThrowableProxy() != null) {
                    written.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
                }
            }

            assertThat(written).contains("A used refresh token came back");
            assertThat(written.toString())
                    .doesNotContain(
                            password, access, refresh, member(refreshed.body(), "refreshToken"));
        } finally {
            root.setLevel(before);
            root.detachAppender(log);
        }
    }
}
