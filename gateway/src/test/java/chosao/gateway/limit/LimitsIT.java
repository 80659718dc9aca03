package chosao.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chosao.gateway.testing.Person;
import chosao.gateway.testing.RunningGateway;
import chosao.gateway.token.AccessTokens;
import chosao.kernel.security.Grant;
import io.netty.util.AsciiString;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LimitsIT {

    private static final AsciiString GET = AsciiString.cached("GET");

    private static final String ASKING = "GET /api/v1/products/1 HTTP/1.1\r\nHost: x\r\n\r\n";

    @Test
    void countsReadsAndWritesOfEachClientApart() {
        try (var gateway =
                new RunningGateway(
                        Map.of(
                                "gateway.limits.reads", 3,
                                "gateway.limits.writes", 1,
                                "gateway.door.trusted-proxies", "127.0.0.1"))) {
            var refused = firstRefusal(gateway, "198.51.100.1");

            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.body()).contains("/problems/too-many-requests");
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(refused.headers().firstValue("RateLimit")).hasValue("\"reads\";r=0;t=1");
            assertThat(refused.headers().firstValue("RateLimit-Policy"))
                    .hasValue("\"reads\";q=3;w=1");
            var other = gateway.get("/api/v1/products/1", "X-Forwarded-For", "198.51.100.2");
            assertThat(other.statusCode()).isEqualTo(200);
            var write = gateway.post("/api/v1/carts", "{}", "X-Forwarded-For", "198.51.100.1");
            assertThat(write.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void believesForwardedAddressesOfTrustedProxiesAlone() {
        try (var gateway = new RunningGateway(Map.of("gateway.limits.reads", 3))) {
            int refused = 0;
            for (int i = 0; i < 200; i++) {
                var answer =
                        gateway.get("/api/v1/products/1", "X-Forwarded-For", "198.51.100." + i);
                refused += answer.statusCode() == 429 ? 1 : 0;
            }

            assertThat(refused).isPositive();
        }
    }

    @Test
    void refusesOneConnectionTooManyAndForgetsThoseThatHaveGone() {
        try (var gateway =
                        new RunningGateway(Map.of("gateway.door.max-connections-per-client", 2));
                var first = gateway.raw()) {
            try (var second = gateway.raw();
                    var third = gateway.raw()) {
                assertThat(third.rest())
                        .startsWith("HTTP/1.1 429")
                        .contains("/problems/too-many-connections");
                second.send(ASKING);
                assertThat(second.head()).startsWith("HTTP/1.1 200");
            }
            first.send(ASKING);
            assertThat(first.head()).startsWith("HTTP/1.1 200");
            await().untilAsserted(() -> {
                try (var later = gateway.raw()) {
                    assertThat(later.send(ASKING).head()).startsWith("HTTP/1.1 200");
                }
            });
        }
    }

    @Test
    void countsNoConnectionsOfATrustedProxy() {
        try (var gateway =
                        new RunningGateway(
                                Map.of(
                                        "gateway.door.max-connections-per-client",
                                        1,
                                        "gateway.door.trusted-proxies",
                                        "127.0.0.1"));
                var first = gateway.raw();
                var second = gateway.raw()) {
            assertThat(first.send(ASKING).head()).startsWith("HTTP/1.1 200");
            assertThat(second.send(ASKING).head()).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void verifiesNoMoreUnknownTokensThanItsAddressMayAsk() {
        try (var gateway = new RunningGateway(Map.of("gateway.limits.reads", 2))) {
            var tokens = gateway.bean(AccessTokens.class);
            var limits = gateway.bean(RequestLimits.class);
            var account = UUID.randomUUID();
            var seen = tokens.issue(account, "An", Set.of(Grant.of("buyer")), UUID.randomUUID());
            var unseen = tokens.issue(account, "An", Set.of(Grant.of("buyer")), UUID.randomUUID());
            assertThat(limits.refusal("198.51.100.2", "Bearer " + seen, GET)).isEmpty();
            await().until(() -> limits.refusal("198.51.100.1", null, GET).isPresent());

            assertThat(limits.refusal("198.51.100.1", "Bearer " + unseen, GET)).isPresent();

            assertThat(tokens.recall(unseen)).isEmpty();
            assertThat(limits.refusal("198.51.100.1", "Bearer " + seen, GET)).isEmpty();
        }
    }

    @Test
    void countsSignUpsOfOneIpv6NetworkTogether() {
        try (var gateway =
                new RunningGateway(
                        Map.of(
                                "gateway.limits.sign-ups", 1,
                                "gateway.limits.sign-ins-per-address", 1,
                                "gateway.door.trusted-proxies", "127.0.0.1"))) {
            assertThat(signUp(gateway, "2001:db8:1:2::1")).isEqualTo(201);
            assertThat(signUp(gateway, "2001:db8:1:2:3:4:5:6")).isEqualTo(429);
            assertThat(signUp(gateway, "2001:db8:1:3::1")).isEqualTo(201);
            var email = UUID.randomUUID() + "@example.vn";
            assertThat(signIn(gateway, email, "2001:db8:1:2::1")).isEqualTo(401);
            assertThat(signIn(gateway, email, "2001:db8:1:2::2")).isEqualTo(429);
        }
    }

    private static int signUp(RunningGateway gateway, String address) {
        return gateway.post(
                        "/api/v1/accounts",
                        "{\"email\": \"%s@example.vn\", \"password\": \"long enough\", \"name\": \"An\"}"
                                .formatted(UUID.randomUUID()),
                        "X-Forwarded-For",
                        address)
                .statusCode();
    }

    @Test
    void limitsTriesOfOnePasswordAndLeavesOthersAlone() {
        try (var gateway = new RunningGateway(Map.of("gateway.limits.sign-ins", 2))) {
            var email = UUID.randomUUID() + "@example.vn";

            assertThat(signIn(gateway, email)).isEqualTo(401);
            assertThat(signIn(gateway, email)).isEqualTo(401);
            assertThat(signIn(gateway, email)).isEqualTo(429);
            assertThat(signIn(gateway, email.toUpperCase(java.util.Locale.ROOT))).isEqualTo(429);
            assertThat(signIn(gateway, UUID.randomUUID() + "@example.vn")).isEqualTo(401);
        }
    }

    @Test
    void stopsGuessesFromManyAddressesWithoutLockingTheOwnerOut() {
        try (var gateway =
                new RunningGateway(
                        Map.of(
                                "gateway.limits.wrong-passwords",
                                5,
                                "gateway.door.trusted-proxies",
                                "127.0.0.1"))) {
            var owner = Person.at(gateway);
            for (int i = 1; i <= 7; i++) {
                assertThat(from(owner, Person.PASSWORD, "198.51.100." + i)).isEqualTo(200);
            }
            for (int i = 1; i <= 5; i++) {
                assertThat(signIn(gateway, owner.email, "203.0.113." + i)).isEqualTo(401);
            }

            for (int i = 6; i <= 20; i++) {
                assertThat(signIn(gateway, owner.email, "203.0.113." + i)).isEqualTo(429);
            }
            assertThat(from(owner, Person.PASSWORD, "198.51.100.1")).isEqualTo(200);
            assertThat(from(owner, Person.PASSWORD, "192.0.2.1")).isEqualTo(429);

            gateway.post("/api/v1/password-resets", "{\"email\": \"" + owner.email + "\"}");
            var reset =
                    gateway.post(
                            "/api/v1/password-resets/confirmation",
                            "{\"token\": \"%s\", \"newPassword\": \"another password\"}"
                                    .formatted(
                                            gateway.mailbox.token("password-reset", owner.email)),
                            "X-Forwarded-For",
                            "192.0.2.1");
            assertThat(reset.statusCode()).isEqualTo(204);
            assertThat(from(owner, "another password", "192.0.2.1")).isEqualTo(200);
        }
    }

    @Test
    void countsWrongPasswordsOfEmailsThatHaveNoAccountAlike() {
        try (var gateway =
                new RunningGateway(
                        Map.of(
                                "gateway.limits.wrong-passwords",
                                2,
                                "gateway.door.trusted-proxies",
                                "127.0.0.1"))) {
            var nobody = UUID.randomUUID() + "@example.vn";

            assertThat(signIn(gateway, nobody, "203.0.113.1")).isEqualTo(401);
            assertThat(signIn(gateway, nobody, "203.0.113.2")).isEqualTo(401);
            assertThat(signIn(gateway, nobody, "203.0.113.3")).isEqualTo(429);
        }
    }

    private static int from(Person person, String password, String address) {
        return person.trySignIn(password, "X-Forwarded-For", address).statusCode();
    }

    private static java.net.http.HttpResponse<String> firstRefusal(
            RunningGateway gateway, String address) {
        for (int i = 0; i < 500; i++) {
            var answer = gateway.get("/api/v1/products/1", "X-Forwarded-For", address);
            if (answer.statusCode() != 200) {
                return answer;
            }
        }
        throw new AssertionError("never refused");
    }

    private static int signIn(RunningGateway gateway, String email, String... address) {
        var headers = address.length == 0 ? address : new String[] {"X-Forwarded-For", address[0]};
        return gateway.post(
                        "/api/v1/sessions",
                        "{\"email\": \"" + email + "\", \"password\": \"not the password\"}",
                        headers)
                .statusCode();
    }
}
