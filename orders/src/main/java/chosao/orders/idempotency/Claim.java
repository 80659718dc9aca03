package chosao.orders.idempotency;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.util.UUID;

/** What a request finds when it comes with its Idempotency-Key. */
public sealed interface Claim {

    /** The key is new, and now this request's. */
    record Fresh() implements Claim {}

    /** It has been answered: the same answer is due again. */
    @SuppressWarnings("ArrayRecordComponent") // never compared; it is sent as it is
    record Answered(UUID orderId, int status, byte[] body) implements Claim {

        /** The answer, given for the first time. */
        public MutableHttpResponse<byte[]> response() {
            var response =
                    HttpResponse.<byte[]>status(HttpStatus.valueOf(status))
                            .contentType(MediaType.APPLICATION_JSON_TYPE)
                            .body(body);
            return status == HttpStatus.CREATED.getCode()
                    ? response.header("Location", "/api/v1/orders/" + orderId)
                    : response;
        }

        /** The same answer, given again. */
        public MutableHttpResponse<byte[]> replay() {
            return response().header(IdempotencyKey.REPLAYED, "true");
        }
    }

    /** It had its effect, but was cut off before it was answered: the answer is to be made now. */
    record CutOff(UUID orderId) implements Claim {}
}
