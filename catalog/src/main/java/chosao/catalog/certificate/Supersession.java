package chosao.catalog.certificate;

import chosao.kernel.id.TimeOrderedId;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What another decision did to a certificate, from the moment it was recorded: the last one counts.
 *
 * @param supersededBy the later decision whose first day ends the certificate on the day before;
 *     null where that decision is void and the certificate runs to the end of its term again
 * @param reason why, in words
 * @param recordedAt when we learned of it
 */
@MappedEntity("certificate_supersessions")
record Supersession(
        @Id UUID id,
        UUID certificateId,
        @Nullable UUID supersededBy,
        String reason,
        Instant recordedAt,
        @Nullable UUID recordedBy) {

    /** What a decision does to an earlier one when it is recorded. */
    static Supersession of(Certificate earlier, Certificate later) {
        return new Supersession(
                TimeOrderedId.next(),
                earlier.id(),
                later.id(),
                "superseded by " + named(later),
                later.recordedAt(),
                later.recordedBy());
    }

    /**
     * What the end of a decision that never began does to the one that it had superseded.
     *
     * @param next the decision that supersedes the earlier one now, if any does
     */
    static Supersession without(
            Certificate revoked,
            Certificate earlier,
            @Nullable Certificate next,
            Instant at,
            UUID by) {
        var cause = named(revoked) + " was revoked before it began";
        return new Supersession(
                TimeOrderedId.next(),
                earlier.id(),
                next == null ? null : next.id(),
                next == null ? cause : "superseded by " + named(next) + ", as " + cause,
                at,
                by);
    }

    private static String named(Certificate decided) {
        var number = decided.decisionNumber();
        return (number == null ? "the decision" : "decision " + number)
                + " of "
                + decided.issuedOn();
    }
}
