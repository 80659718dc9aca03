package chosao.kernel.problem;

import static chosao.kernel.problem.KernelProblem.BAD_PARAMETER;
import static chosao.kernel.problem.KernelProblem.BODY_MISSING;
import static chosao.kernel.problem.KernelProblem.INVALID_REQUEST;
import static chosao.kernel.problem.KernelProblem.MALFORMED_JSON;
import static chosao.kernel.problem.KernelProblem.UNAUTHENTICATED;

import chosao.kernel.http.Language;
import chosao.kernel.security.BearerToken;
import chosao.kernel.security.Caller;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.serde.exceptions.SerdeException;
import io.micronaut.serde.exceptions.path.CollectionItemReferencePath;
import io.micronaut.web.router.exceptions.UnsatisfiedBodyRouteException;
import io.micronaut.web.router.exceptions.UnsatisfiedRouteException;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The only place that writes an error body. What the services throw and what Micronaut finds wrong
 * by itself (routing, binding, validation, JSON, security) leave through here and look the same.
 *
 * <p>What went wrong inside (5xx) is never told to the client: by default Micronaut quotes the
 * exception's message.
 */
@Singleton
@Replaces(ErrorResponseProcessor.class)
final class ProblemHandler
        implements ErrorResponseProcessor<Problem>,
                ExceptionHandler<ProblemException, HttpResponse<?>> {

    /** What serde says of a property that the record does not have. */
    private static final String UNKNOWN_PROPERTY = "Unknown property";

    /** What serde says of one that must be there and is not, with its type and its name. */
    private static final Pattern MISSING_PROPERTY =
            Pattern.compile("Required (?:constructor parameter|property) \\[\\S+ (\\w+)]");

    private final ProblemText text;
    private final Refusals refusals;

    ProblemHandler(ProblemText text, Refusals refusals) {
        this.text = text;
        this.refusals = refusals;
    }

    @Override
    public HttpResponse<?> handle(
            @SuppressWarnings("rawtypes") HttpRequest request, ProblemException refusal) {
        return answer(HttpResponse.ok(), refusal, request);
    }

    @Override
    public MutableHttpResponse<Problem> processResponse(
            ErrorContext context, MutableHttpResponse<?> response) {
        return answer(response, refusalFor(context, response), context.getRequest());
    }

    private static ProblemException refusalFor(
            ErrorContext context, MutableHttpResponse<?> response) {
        int status = response.code();
        if (status >= 500) {
            return KernelProblem.ofStatus(status).with();
        }
        return switch (context.getRootCause().orElse(null)) {
            case ProblemException refusal -> refusal;
            case ConstraintViolationException violations -> violated(violations);
            case ConversionErrorException conversion -> unconvertible(conversion);
            case UnsatisfiedRouteException missing
                    when missing.getArgument().getType() == Caller.class ->
                    KernelProblem.FORBIDDEN.with();
            case UnsatisfiedBodyRouteException _ -> BODY_MISSING.with();
            case UnsatisfiedRouteException missing ->
                    BAD_PARAMETER.with(missing.getArgument().getName(), "field.missing");
            case Throwable cause when jsonFault(cause).isPresent() ->
                    unreadable(jsonFault(cause).orElseThrow());
            case null, default -> KernelProblem.ofStatus(status).with();
        };
    }

    /** Violations inside a body name the field by a pointer (422), others the parameter (400). */
    private static ProblemException violated(ConstraintViolationException violations) {
        var invalid = INVALID_REQUEST.with();
        for (var violation : violations.getConstraintViolations()) {
            var place = Place.of(violation.getPropertyPath());
            var reason = BrokenConstraint.reason(violation);
            if (place.pointer().isEmpty()) {
                return new ProblemException(BAD_PARAMETER, place.parameter(), reason);
            }
            invalid.field(place.pointer(), reason);
        }
        return invalid;
    }

    private static ProblemException unconvertible(ConversionErrorException conversion) {
        var cause = conversion.getConversionError().getCause();
        var argument = conversion.getArgument();
        return jsonFault(cause)
                .map(ProblemHandler::unreadable)
                .orElseGet(() ->
                        new ProblemException(
                                BAD_PARAMETER,
                                argument.getName(),
                                Expected.of(argument.getType())));
    }

    private static Optional<Throwable> jsonFault(@Nullable Throwable thrown) {
        for (var cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SerdeException || cause instanceof JsonProcessingException) {
                return Optional.of(cause);
            }
        }
        return Optional.empty();
    }

    /** JSON that is none is 400; JSON that does not fit is 422 and names the field. */
    private static ProblemException unreadable(Throwable fault) {
        if (fault instanceof JsonProcessingException) {
            return MALFORMED_JSON.with();
        }
        if (fault.getCause() instanceof JsonProcessingException) {
            return MALFORMED_JSON.with();
        }
        var message = String.valueOf(fault.getMessage());
        var pointer = pointerTo(fault);
        var missing = MISSING_PROPERTY.matcher(message);
        if (missing.find()) {
            return INVALID_REQUEST
                    .with()
                    .field(pointer.member(missing.group(1)).toString(), "field.missing");
        }
        var reason =
                message.startsWith(UNKNOWN_PROPERTY)
                        ? Reason.of("field.unknown")
                        : Expected.of(typeAt(fault));
        return INVALID_REQUEST.with().field(pointer.toString(), reason);
    }

    /** What was to be read where the fault is; a body is always an object. */
    private static Class<?> typeAt(Throwable fault) {
        return fault instanceof SerdeException misfit && !misfit.getPath().isEmpty()
                ? misfit.getPath().getFirst().getArgument().getType()
                : Record.class;
    }

    /** Serde tells the way to a fault from the inside out. */
    private static JsonPointer pointerTo(Throwable fault) {
        var pointer = new JsonPointer();
        if (fault instanceof SerdeException misfit) {
            for (var step : misfit.getPath().reversed()) {
                if (step instanceof CollectionItemReferencePath item) {
                    pointer.item(item.index());
                } else {
                    pointer.member(step.getArgument().getName());
                }
            }
        }
        return pointer;
    }

    private MutableHttpResponse<Problem> answer(
            MutableHttpResponse<?> response, ProblemException refusal, HttpRequest<?> request) {
        var type = refusal.type();
        refusals.count(type);
        refusal.headers().forEach(response::header);
        if (type.status() == UNAUTHENTICATED.status()) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, challenge(type, request));
        }
        var language = Language.of(request);
        return language.wordsOf(
                response.status(HttpStatus.valueOf(type.status()))
                        .contentType(Problem.MEDIA_TYPE)
                        .body(text.describe(refusal, language)));
    }

    /** A 401 for other credentials, such as a wrong password, is no word on the token. */
    private static String challenge(ProblemType type, HttpRequest<?> request) {
        return type == UNAUTHENTICATED ? BearerToken.challenge(request) : BearerToken.SCHEME;
    }

    /** Where a violation is: in which parameter of the route, and where inside the body. */
    private record Place(String parameter, String pointer) {

        static Place of(Path path) {
            var parameter = "";
            var pointer = new JsonPointer();
            for (var node : path) {
                if (node.getKind() == ElementKind.METHOD) {
                    continue;
                }
                if (node.getKind() == ElementKind.PARAMETER) {
                    parameter = node.getName();
                    continue;
                }
                if (node.getIndex() != null) {
                    pointer.item(node.getIndex());
                }
                if (node.getKey() != null) {
                    pointer.member(String.valueOf(node.getKey()));
                }
                if (node.getKind() == ElementKind.PROPERTY && node.getName() != null) {
                    pointer.member(node.getName());
                }
            }
            return new Place(parameter, pointer.toString());
        }
    }
}
