package chosao.gateway.session;

import chosao.kernel.security.Roles;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** Tells the market's other services whether a token still counts (RFC 7662, in JSON). */
@Hidden
@Controller("/internal/introspection")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Roles.INTERNAL)
class IntrospectionController {

    private final SessionTokens tokens;

    IntrospectionController(SessionTokens tokens) {
        this.tokens = tokens;
    }

    @Serdeable
    record Question(@NotNull @Size(max = 16_384) String token) {

        @Override
        public String toString() {
            return "Question[…]";
        }
    }

    /**
     * @param active whether its session goes on and every role in it is still granted
     */
    @Serdeable
    record Answer(boolean active) {}

    @Post
    Answer introspect(@Body @Valid Question question) {
        return new Answer(tokens.isActiveNow(question.token()));
    }
}
