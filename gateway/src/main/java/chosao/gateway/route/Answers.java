package chosao.gateway.route;

import chosao.kernel.problem.Problem;
import chosao.kernel.problem.ProblemException;
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
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the gateway says where no service does. */
@Singleton
final class Answers {

    private static final List<Locale> SPOKEN = List.of(Locale.ENGLISH, Locale.of("vi"));

    private final JsonMapper json;

    Answers(JsonMapper json) {
        this.json = json;
    }

    FullHttpResponse problem(ProblemException refusal, @Nullable String acceptLanguage) {
        var body = Unpooled.wrappedBuffer(write(Problem.of(refusal, spoken(acceptLanguage))));
        var response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        HttpResponseStatus.valueOf(refusal.type().status()),
                        body);
        refusal.headers().forEach(response.headers()::set);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE)
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

    private static Locale spoken(@Nullable String acceptLanguage) {
        if (acceptLanguage == null) {
            return Locale.ROOT;
        }
        try {
            var best = Locale.lookup(Locale.LanguageRange.parse(acceptLanguage), SPOKEN);
            return best == null ? Locale.ROOT : best;
        } catch (IllegalArgumentException malformed) {
            return Locale.ROOT;
        }
    }
}
