package chosao.kernel.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@MicronautTest
class StrictJsonTest {

    @Inject EmbeddedServer server;

    private final HttpClient client = HttpClient.newHttpClient();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"name\":3",
                "\"name\":true",
                "\"name\":[\"x\"]",
                "\"name\":{}",
                "\"count\":true",
                "\"count\":\"3\"",
                "\"count\":[3]",
                "\"count\":3.0",
                "\"total\":12e4",
                "\"total\":false",
                "\"total\":\"120000\"",
                "\"total\":[3]",
                "\"total\":1.5",
                "\"score\":\"89.5\"",
                "\"score\":true",
                "\"score\":[1]",
                "\"gift\":\"true\"",
                "\"gift\":1",
                "\"gift\":[true]",
                "\"day\":20500",
                "\"day\":\"20500\"",
                "\"day\":\"+999999999-12-31\"",
                "\"day\":\"2026-02-30\"",
                "\"day\":[\"2026-11-22\"]",
                "\"moment\":1763000000",
                "\"moment\":\"1763000000000\"",
                "\"id\":\"1-1-1-1-1\"",
                "\"id\":3",
                "\"currency\":[\"VND\"]",
                "\"currency\":\"XYZ\"",
                "\"words\":[\"a\",3]",
                "\"words\":[[\"a\"]]"
            })
    void takesNoValueThatIsWrittenAsAnother(String member) throws Exception {
        var answer = post("/exact", "{" + member + "}");

        var name = member.substring(1, member.indexOf('"', 1));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("\"pointer\":\"/" + name)
                .contains(
                        switch (name) {
                            case "name" -> "must be text";
                            case "words" -> "must be a list with items of the right kind";
                            case "count" -> "must be a whole number of at most 9 digits";
                            case "total" -> "must be a whole number of at most 18 digits";
                            case "score" -> "must be a number";
                            case "gift" -> "must be true or false";
                            case "day" -> "must be a day such as";
                            case "moment" -> "must be a moment such as";
                            case "id" -> "must be an id";
                            default -> "cannot be read";
                        });
    }

    @Test
    void readsEveryValueThatIsWrittenAsItself() throws Exception {
        var written =
                """
                {"name":"x","count":3,"total":120000,"score":89.95,"gift":true,"day":"2026-11-22",\
                "moment":"2026-11-22T01:02:03Z","id":"0199f0c2-7a31-7c5e-9b1d-0123456789ab",\
                "currency":"VND","words":["a","b"]}\
                """;

        assertThat(post("/exact", written).body()).isEqualTo(written);
        assertThat(post("/exact", "{\"name\":null,\"day\":null}").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {" xyz", " {}", "{}", "]", ",", " null", "\n\"name\"", "\u0000"})
    void takesNoBodyThatGoesOnAfterItsValue(String rest) throws Exception {
        var answer = post("/exact", "{\"count\":3}" + rest);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("/problems/malformed-json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "ISO-8859-1"})
    void takesNoOtherEncodingThanUtf8(String charset) throws Exception {
        var body = "{\"name\":\"Trà hồ\"}".getBytes(Charset.forName(charset));

        var answer =
                send(
                        HttpRequest.newBuilder(server.getURI().resolve("/exact"))
                                .POST(BodyPublishers.ofByteArray(body))
                                .header("Content-Type", "application/json"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("/problems/malformed-json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"count\":1,\"count\":1} | /count",
                "{\"count\":1,\"words\":[\"a\"],\"count\":2} | /count",
                "{\"unknown\":[{},{\"a\":1,\"a\":2}]} | /unknown/1/a"
            })
    void takesNoNameThatStandsTwice(String body, String pointer) throws Exception {
        var answer = post("/exact", body);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("\"pointer\":\"" + pointer + "\"")
                .contains("stands twice");
    }

    @ParameterizedTest
    @CsvSource({
        "score, 69.99999999999999999999",
        "score, 1e-400",
        "score, 1e400",
        "score, 1e-999999999",
        "count, 1e400",
        "count, 1e-400",
        "count, 2.99999999999999999999"
    })
    void takesNoNumberThatItCannotKeep(String field, String number) throws Exception {
        var answer = inLessThanASecond("{\"" + field + "\":" + number + "}");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("\"pointer\":\"/" + field + "\"")
                .contains("than can be kept");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"words\":[ITEMS]} | /words",
                "{\"words\":[\"a\",[ITEMS]]} | /words/1",
                "{\"unknown\":{\"a\":[ITEMS]}} | /unknown/a"
            })
    void takesNoListOfMoreThanAHundredItems(String body, String list) throws Exception {
        var answer = inLessThanASecond(body.replace("ITEMS", "{},".repeat(200_000) + "{}"));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("\"pointer\":\"" + list + "\"")
                .contains("must have at most 100 items");
        assertThat(post("/exact", "{\"words\":[" + "\"a\",".repeat(99) + "\"a\"]}").statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "json", "/", "text/plain", "application/xml"})
    void takesNoBodyOfATypeThatIsNotJson(String type) throws Exception {
        var answer = send(toPost("/exact", "{\"count\":3}").setHeader("Content-Type", type));

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.body()).contains("/problems/unsupported-media-type");
    }

    @Test
    void takesNoBlanksForABody() throws Exception {
        var answer = post("/exact", " \n");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("/problems/malformed-json");
    }

    @Test
    void takesBlanksAroundAValueForNothing() throws Exception {
        assertThat(post("/exact", " \r\n{\"count\":3} \t\r\n").body()).contains("\"count\":3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", " null\n"})
    void asksForTheBodyThatIsNotThere(String nothing) throws Exception {
        var answer = post("/exact", nothing);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("/problems/body-missing").doesNotContain("exact");
    }

    @ParameterizedTest
    @ValueSource(strings = {"count", "total", "score", "day", "moment"})
    void refusesAMillionDigitsWithoutReckoning(String field) throws Exception {
        var digits = "9".repeat(1_000_000);

        var quoted = inLessThanASecond("{\"" + field + "\":\"" + digits + "\"}");
        var bare = inLessThanASecond("{\"" + field + "\":" + digits + "}");

        assertThat(quoted.statusCode()).isEqualTo(422);
        assertThat(bare.statusCode()).isEqualTo(400);
    }

    private HttpResponse<String> inLessThanASecond(String body) throws Exception {
        var request = toPost("/exact", body).timeout(Duration.ofSeconds(1));
        return send(request);
    }

    @ParameterizedTest
    @CsvSource({
        "/1-1-1-1-1, id",
        "?day=%2B999999999-12-31, day",
        "?day=2026-2-3, day",
        "?count=%2B3, count",
        "?count=%D9%A3, count",
        "?count=3.0, count",
        "?count=2147483648, count",
        "?count=, count"
    })
    void takesNothingOfAnAddressThatIsWrittenOtherwise(String rest, String parameter)
            throws Exception {
        var answer = get("/known" + rest);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("/problems/bad-parameter").contains(parameter);
    }

    @Test
    void takesWhatIsWrittenInAnAddressAsItShould() throws Exception {
        var id = "0199f0c2-7a31-7c5e-9b1d-0123456789ab";

        assertThat(get("/known/" + id).body()).isEqualTo(id);
        assertThat(get("/known?day=2026-11-22").body()).isEqualTo("2026-11-22 null");
        assertThat(get("/known?count=-3").body()).isEqualTo("null -3");
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return send(toPost(path, body));
    }

    private HttpRequest.Builder toPost(String path, String body) {
        return HttpRequest.newBuilder(server.getURI().resolve(path))
                .POST(BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(server.getURI().resolve(path)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** One field of each kind that services read. */
    @Serdeable
    record Exact(
            @Nullable String name,
            int count,
            long total,
            @Nullable BigDecimal score,
            boolean gift,
            @Nullable LocalDate day,
            @Nullable Instant moment,
            @Nullable UUID id,
            @Nullable Currency currency,
            @Nullable List<String> words) {}

    @Controller
    @Secured(SecurityRule.IS_ANONYMOUS)
    static class Reading {

        @Post("/exact")
        Exact read(@Body Exact exact) {
            return exact;
        }

        @Get("/known/{id}")
        String known(UUID id) {
            return id.toString();
        }

        @Get("/known")
        String known(@QueryValue @Nullable LocalDate day, @QueryValue @Nullable Integer count) {
            return day + " " + count;
        }
    }
}
