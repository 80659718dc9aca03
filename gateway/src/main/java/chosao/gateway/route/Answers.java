package chosao.gateway.route;

import chosao.kernel.http.Language;
import chosao.kernel.problem.Problem;
import chosao.kernel.problem.ProblemException;
import chosao.kernel.problem.ProblemText;
import chosao.kernel.problem.Refusals;
import io.micronaut.http.HttpHeaders;
import io.micronaut.json.JsonMapper;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** What the gateway says where no service does. */
@Singleton
final class Answers {

    private final JsonMapper json;
    private final ProblemText text;
    private final Refusals refusals;

    Answers(JsonMapper json, ProblemText text, Refusals refusals) {
        this.json = json;
        this.text = text;
        this.refusals = refusals;
    }

    FullHttpResponse problem(ProblemException refusal, @Nullable String acceptLanguage) {
        refusals.count(refusal.type());
        var language = Language.preferred(acceptLanguage);
        var problem = text.describe(refusal, language);
        var body = Unpooled.wrappedBuffer(write(problem));
        var response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        HttpResponseStatus.valueOf(refusal.type().status()),
                        body);
        refusal.headers().forEach(response.headers()::set);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .set(HttpHeaderNames.CONTENT_LANGUAGE, language.locale().toLanguageTag())
                .set(HttpHeaderNames.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
        return response;
    }

    private byte[] write(Problem problem) {
        try {
            return json.writeValueAsBytes(problem);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
