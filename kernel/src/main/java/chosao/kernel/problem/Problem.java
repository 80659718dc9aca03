package chosao.kernel.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Map;

/**
 * The body of every answer with status 400 or more: {@code application/problem+json}, RFC 9457.
 *
 * @param errors the fields at fault, empty unless the refusal is for what a body says
 * @param members extension members, written beside the others
 */
@Serdeable
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        List<FieldError> errors,
        @JsonAnyGetter Map<String, Object> members) {

    /** The registered media type, RFC 9457 section 6.1. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /**
     * A field at fault.
     *
     * @param pointer RFC 6901 pointer into the body
     */
    @Serdeable
    public record FieldError(String pointer, String detail) {}
}
