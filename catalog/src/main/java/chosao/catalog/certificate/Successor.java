package chosao.catalog.certificate;

import io.micronaut.serde.annotation.Serdeable;
import java.time.LocalDate;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The later decision that ends a certificate early, as clients see it.
 *
 * @param id of its own certificate
 * @param issuedOn its first day; the certificate before ends on the day before
 */
@Serdeable
public record Successor(UUID id, @Nullable String decisionNumber, LocalDate issuedOn) {

    /**
     * What ends a certificate early, null where nothing does.
     *
     * @param all the certificates of the same product
     */
    public static @Nullable Successor of(Certificate certificate, Collection<Certificate> all) {
        return all.stream()
                .filter(each -> each.id().equals(certificate.supersededBy()))
                .findFirst()
                .map(later -> new Successor(later.id(), later.decisionNumber(), later.issuedOn()))
                .orElse(null);
    }
}
