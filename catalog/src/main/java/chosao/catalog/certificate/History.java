package chosao.catalog.certificate;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All decisions on a product, and what each did to those before it.
 *
 * @param certificates oldest first
 * @param supersessions in the order in which they were recorded
 */
public record History(List<Certificate> certificates, List<Supersession> supersessions) {

    public History {
        certificates = List.copyOf(certificates);
        supersessions = List.copyOf(supersessions);
    }

    /** As it was known before a moment: without all that was recorded later. */
    public History knownBefore(Instant moment) {
        var known =
                certificates.stream()
                        .filter(each -> each.recordedAt().isBefore(moment))
                        .map(each -> each.asKnownBefore(moment))
                        .toList();
        var history =
                new History(
                        known,
                        supersessions.stream()
                                .filter(each -> each.recordedAt().isBefore(moment))
                                .toList());
        return new History(
                known.stream().map(each -> each.endedBy(history.successorOf(each))).toList(),
                history.supersessions);
    }

    private @Nullable Certificate successorOf(Certificate certificate) {
        return lastOf(certificate)
                .map(Supersession::supersededBy)
                .flatMap(later ->
                        certificates.stream().filter(each -> each.id().equals(later)).findFirst())
                .orElse(null);
    }

    private Optional<Supersession> lastOf(Certificate certificate) {
        return supersessions.stream()
                .filter(each -> each.certificateId().equals(certificate.id()))
                .reduce((_, later) -> later);
    }

    /** Why a certificate's last day is the one that it is. */
    public String expiryReasonOf(Certificate certificate) {
        return lastOf(certificate)
                .filter(last -> last.supersededBy() != null)
                .map(Supersession::reason)
                .orElseGet(certificate::expiryReason);
    }

    /** What a decision was when it was made. */
    public DecisionKind kindOf(Certificate decided) {
        if (!decided.opensGate()) {
            return DecisionKind.SCREENING;
        }
        return certificates.stream()
                .filter(each -> each.opensGate() && each.issuedOn().isBefore(decided.issuedOn()))
                .filter(each -> !each.isVoidOn(decided.issuedOn()))
                .max(Certificate.BY_DECISION)
                .map(before ->
                        decided.stars() > before.stars()
                                ? DecisionKind.PROMOTION
                                : DecisionKind.RENEWAL)
                .orElse(DecisionKind.FIRST);
    }
}
