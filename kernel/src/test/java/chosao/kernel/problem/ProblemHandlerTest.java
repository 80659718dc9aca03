package chosao.kernel.problem;

import static org.assertj.core.api.Assertions.assertThat;

import chosao.kernel.money.Money;
import chosao.kernel.security.Caller;
import chosao.kernel.security.Roles;
import chosao.kernel.text.PlainText;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.core.propagation.PropagatedContext;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
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
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

@MicronautTest
class ProblemHandlerTest {

    @Inject EmbeddedServer server;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void namesTheFieldsOfABodyThatFailValidation() throws Exception {
        var answer = post("{\"name\":\" \",\"parts\":[{\"quantity\":1},{\"quantity\":-3}]}");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue(Problem.MEDIA_TYPE);
        assertThat(answer.body())
                .contains("\"type\":\"/problems/invalid-request\"")
                .contains("\"pointer\":\"/name\"")
                .contains("\"pointer\":\"/parts/1/quantity\"")
                .doesNotContain("/parts/0");
    }

    @Test
    void refusesAFieldItDoesNotKnow() throws Exception {
        var answer = post("{\"name\":\"x\",\"parts\":[{\"quantity\":1}],\"prize\":3}");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("\"pointer\":\"/prize\"")
                .contains("is not a known field");
    }

    @Test
    void namesTheFieldThatIsMissingOrUnknownInsideAList() throws Exception {
        assertThat(
                        post("{\"name\":\"x\",\"parts\":[{\"quantity\":1},{\"quantity\":2,\"size\":3}]}")
                                .body())
                .contains("/parts/1/size");
        assertThat(post("{\"name\":\"x\",\"parts\":[{}]}").body()).contains("quantity");
        assertThat(post("{\"name\":\"x\",\"parts\":[{\"quantity\":null}]}").body())
                .contains("/parts/0/quantity");
        assertThat(post("{\"name\":\"x\",\"parts\":[null]}").statusCode()).isBetween(400, 422);
        assertThat(post("{\"name\":\"x\",\"parts\":{}}").body()).contains("/parts");
    }

    @Test
    void refusesAFieldOfTheWrongKind() throws Exception {
        var answer = post("{\"name\":\"x\",\"parts\":[{\"quantity\":\"many\"}]}");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("\"pointer\":\"/parts/0/quantity\"");
    }

    @Test
    void takesNoFractionForAWholeNumber() throws Exception {
        var fraction = post("{\"name\":\"x\",\"parts\":[{\"quantity\":1.5}]}");
        var huge = post("{\"name\":\"x\",\"parts\":[{\"quantity\":99999999999}]}");

        assertThat(fraction.statusCode()).isEqualTo(422);
        assertThat(fraction.body()).contains("quantity");
        assertThat(huge.statusCode()).isEqualTo(422);
    }

    @Test
    void tellsMalformedJsonFromJsonThatDoesNotFit() throws Exception {
        assertThat(post("{\"name\":").statusCode()).isEqualTo(400);
        assertThat(post("{\"name\":").body()).contains("/problems/malformed-json");
        assertThat(post("[]").statusCode()).isEqualTo(422);
        assertThat(post("").statusCode()).isBetween(400, 422);
    }

    @Test
    void namesTheParameterThatIsOutOfBounds() throws Exception {
        var answer = get("/things?limit=101", "en");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("/problems/bad-parameter").contains("limit");
        assertThat(get("/things?limit=ten", "en").statusCode()).isEqualTo(400);
        assertThat(get("/things?limit=ten", "en").body()).contains("limit");
    }

    @Test
    void saysInVietnameseToWhatEachFieldOrParameterFails() throws Exception {
        var body =
                """
                {"missing":null,"blank":" ","empty":[],"tooShort":"x","tooLong":"xxxxx","sized":"x",
                 "few":1,"many":9,"decimal":0,"below":100,"positive":0,"digits":123.456,
                 "email":"x","form":"x","own":"x"}\
                """;
        var constraints = toPost("/things/constrained", body).header("Accept-Language", "vi");

        assertThat(send(constraints).body())
                .contains(fault("missing", "bị thiếu"))
                .contains(fault("blank", "không được để trống"))
                .contains(fault("empty", "không được rỗng"))
                .contains(fault("tooShort", "phải có độ dài ít nhất 2"))
                .contains(fault("tooLong", "chỉ được có độ dài tối đa 4"))
                .contains(fault("sized", "phải có độ dài từ 2 đến 4"))
                .contains(fault("few", "không được nhỏ hơn 2"))
                .contains(fault("many", "không được lớn hơn 4"))
                .contains(fault("decimal", "không được nhỏ hơn 0.5"))
                .contains(fault("below", "phải nhỏ hơn 100"))
                .contains(fault("positive", "phải lớn hơn 0"))
                .contains(
                        fault(
                                "digits",
                                "chỉ được có tối đa 2 chữ số trước dấu thập phân và 1 chữ số sau đó"))
                .contains(fault("email", "phải là địa chỉ thư điện tử"))
                .contains(fault("form", "không đúng dạng được yêu cầu ở đây"))
                .contains(fault("own", "không được chứa ký tự điều khiển"));
        assertThat(get("/things?limit=101", "vi").body()).contains("không được lớn hơn 100");
        assertThat(get("/things?limit=ten", "vi").body()).contains("phải là số nguyên");
        assertThat(get("/things/misnamed", "vi").body())
                .contains("Tham số \\\"x\\\": phải nằm trong khoảng từ 1 đến 3.");
    }

    private static String fault(String field, String detail) {
        return "{\"pointer\":\"/" + field + "\",\"detail\":\"" + detail + "\"}";
    }

    @Test
    void escapesTheNamesInAPointer() throws Exception {
        assertThat(post("{\"a/b~c\":1}").body()).contains("\"pointer\":\"/a~1b~0c\"");
    }

    @Test
    void speaksTheReadersLanguageAndSaysSo() throws Exception {
        var vietnamese = get("/things/refused", "vi");

        assertThat(vietnamese.body()).contains("Không có gì ở đây", "\"title\":\"Không tìm thấy\"");
        assertThat(vietnamese.headers().firstValue("Content-Language")).hasValue("vi");
        assertThat(vietnamese.headers().firstValue("Vary")).hasValue("Accept-Language");
        assertThat(get("/things/refused", "fr").body()).contains("There is nothing here");
        assertThat(get("/things/refused", "en;q=0.1, vi").body()).contains("Không có gì ở đây");
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", ",,", ";;", ",;", ";,", ",;q=1", ";q=1", "-", "*", "\u00e9"})
    void speaksEnglishWhereNoLanguageCanBeReadFromTheWish(String wish) throws Exception {
        var created =
                toPost("/things", "{\"name\":\"x\",\"parts\":[{\"quantity\":1}]}")
                        .header("Accept-Language", wish);
        var invalid = toPost("/things", "{}").header("Accept-Language", wish);

        assertThat(get("/things?limit=3", wish).statusCode()).isEqualTo(200);
        assertThat(send(created).statusCode()).isEqualTo(201);
        assertThat(send(invalid).body()).contains("see the list of errors");
        assertThat(get("/things?limit=ten", wish).body()).contains("must be a whole number");
        assertThat(get("/things/refused", wish).body()).contains("There is nothing here");
        assertThat(get("/things/visitor", wish).statusCode()).isEqualTo(200);
        assertThat(get("/things/caller", wish).statusCode()).isEqualTo(401);
        assertThat(get("/nowhere", wish).statusCode()).isEqualTo(404);
        assertThat(get("/health", wish).statusCode()).isEqualTo(200);
    }

    @Test
    void keepsWhatWentWrongInsideToItself() throws Exception {
        var answer = get("/things/broken", "en");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue(Problem.MEDIA_TYPE);
        assertThat(answer.body()).contains("internal-error").doesNotContain("password");
    }

    @Test
    void answersUnknownPathsMethodsAndMediaTypesInTheSameForm() throws Exception {
        assertThat(get("/nowhere", "en").body()).contains("/problems/not-found");
        var put =
                HttpRequest.newBuilder(uri("/things"))
                        .PUT(BodyPublishers.ofString("{}"))
                        .header("Content-Type", "application/json");
        assertThat(send(put).body()).contains("/problems/method-not-allowed");
        var text =
                HttpRequest.newBuilder(uri("/things"))
                        .POST(BodyPublishers.ofString("x"))
                        .header("Content-Type", "text/plain");
        assertThat(send(text).body()).contains("/problems/unsupported-media-type");
    }

    @Test
    void refusesABodyThatIsTooLarge() throws Exception {
        var answer =
                post("{\"name\":\"" + "x".repeat(2_000_000) + "\",\"parts\":[{\"quantity\":1}]}");

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("/problems/body-too-large");
    }

    @Test
    void asksTheStrangerToSignInAndLetsTheNeighbourPass() throws Exception {
        assertThat(get("/things/internal", "en").statusCode()).isEqualTo(401);
        assertThat(get("/things/internal", "en").body()).contains("/problems/unauthenticated");
        var neighbour =
                HttpRequest.newBuilder(uri("/things/internal"))
                        .header("Authorization", "Bearer a-secret-for-this-test");
        assertThat(send(neighbour).statusCode()).isEqualTo(200);
        var forger =
                HttpRequest.newBuilder(uri("/things/internal"))
                        .header("Authorization", "Bearer a-secret-for-this-tesT");
        assertThat(send(forger).statusCode()).isEqualTo(401);
    }

    @Test
    void takesAnotherServiceForNoCaller() throws Exception {
        var welcome =
                HttpRequest.newBuilder(uri("/things/visitor"))
                        .header("Authorization", "Bearer a-secret-for-this-test");
        assertThat(send(welcome).body()).isEqualTo("nobody");
        var refused =
                HttpRequest.newBuilder(uri("/things/caller"))
                        .header("Authorization", "Bearer a-secret-for-this-test");
        assertThat(send(refused).statusCode()).isEqualTo(403);
        assertThat(send(refused).body()).contains("/problems/forbidden");
    }

    @Test
    void keepsASaneRequestIdAndReplacesAnother() throws Exception {
        var sane =
                HttpRequest.newBuilder(uri("/things/refused"))
                        .header("X-Request-Id", "order-12345");
        assertThat(send(sane).headers().firstValue("X-Request-Id")).hasValue("order-12345");
        var odd =
                HttpRequest.newBuilder(uri("/things/refused"))
                        .header("X-Request-Id", "a b<script>");
        assertThat(send(odd).headers().firstValue("X-Request-Id"))
                .isPresent()
                .get()
                .isNotEqualTo("a b<script>");
    }

    @Test
    void labelsTheLogWithTheIdAlsoAfterAQuery() throws Exception {
        var request =
                HttpRequest.newBuilder(uri("/things/label")).header("X-Request-Id", "order-12345");

        assertThat(send(request).body()).isEqualTo("order-12345 order-12345");
    }

    @Test
    void readsMoneyWithItsCurrencyAndRecordsThatMayGrow() throws Exception {
        var request =
                HttpRequest.newBuilder(uri("/things/growing"))
                        .POST(
                                BodyPublishers.ofString(
                                        "{\"price\":{\"amount\":120000,\"currency\":\"VND\"},\"newer\":true}"))
                        .header("Content-Type", "application/json");

        assertThat(send(request).body())
                .isEqualTo("{\"price\":{\"amount\":120000,\"currency\":\"VND\"}}");
    }

    @ParameterizedTest
    @CsvSource({"'\"currency\":\"VND\"', amount", "'\"amount\":1', currency", "'', amount"})
    void namesWhatOfAnAmountOfMoneyIsMissing(String rest, String missing) throws Exception {
        var answer = send(toPost("/things/growing", "{\"price\":{" + rest + "}}"));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("{\"pointer\":\"/price/" + missing + "\",\"detail\":\"is missing\"}");
    }

    private java.net.http.HttpResponse<String> post(String body) throws Exception {
        return send(toPost("/things", body));
    }

    private HttpRequest.Builder toPost(String path, String body) {
        return HttpRequest.newBuilder(uri(path))
                .POST(BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
    }

    private java.net.http.HttpResponse<String> get(String path, String language) throws Exception {
        return send(HttpRequest.newBuilder(uri(path)).header("Accept-Language", language));
    }

    private java.net.http.HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return server.getURI().resolve(path);
    }

    @Serdeable
    record Thing(@NotBlank String name, @NotEmpty List<@NotNull @Valid Part> parts) {}

    @Serdeable
    record Part(@Positive int quantity) {}

    @Serdeable
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Growing(Money price) {}

    /** One field for each constraint. */
    @Serdeable
    record Constrained(
            @NotNull String missing,
            @NotBlank String blank,
            @NotEmpty List<String> empty,
            @Size(min = 2) String tooShort,
            @Size(max = 4) String tooLong,
            @Size(min = 2, max = 4) String sized,
            @Min(2) int few,
            @Max(4) int many,
            @DecimalMin("0.5") BigDecimal decimal,
            @DecimalMax(value = "100", inclusive = false) BigDecimal below,
            @Positive int positive,
            @Digits(integer = 2, fraction = 1) BigDecimal digits,
            @Email String email,
            @Pattern(regexp = "[0-9]+") String form,
            @Pattern(regexp = "[0-9]+", message = PlainText.MESSAGE) String own) {}

    @Controller("/things")
    @Secured(SecurityRule.IS_ANONYMOUS)
    static class Things {

        @Post
        HttpResponse<Thing> create(@Body @Valid Thing thing) {
            return HttpResponse.created(thing);
        }

        @Post("/constrained")
        Constrained constrain(@Body @Valid Constrained constrained) {
            return constrained;
        }

        /** A query enters the context of the request again, inside itself. */
        @Get(value = "/label", produces = MediaType.TEXT_PLAIN)
        String label() {
            var inside = PropagatedContext.getOrEmpty().propagate(() -> MDC.get("requestId"));
            return inside + " " + MDC.get("requestId");
        }

        @Get("/misnamed")
        String misnamed() {
            throw KernelProblem.BAD_PARAMETER.with("x", "field.range", 1, 3);
        }

        @Post("/growing")
        Growing grow(@Body Growing growing) {
            return growing;
        }

        @Get
        String list(@QueryValue(defaultValue = "20") @Max(100) int limit) {
            return "limit " + limit;
        }

        @Get("/refused")
        String refused() {
            throw KernelProblem.NOT_FOUND.with();
        }

        @Get("/broken")
        String broken() {
            throw new IllegalStateException("the password is swordfish");
        }

        @Get(value = "/internal", produces = MediaType.TEXT_PLAIN)
        @Secured(Roles.INTERNAL)
        String internal() {
            return "welcome";
        }

        @Get(value = "/visitor", produces = MediaType.TEXT_PLAIN)
        String visitor(@Nullable Caller caller) {
            return caller == null ? "nobody" : caller.accountId().toString();
        }

        @Get("/caller")
        @Secured(SecurityRule.IS_AUTHENTICATED)
        String caller(Caller caller) {
            return caller.accountId().toString();
        }
    }
}
