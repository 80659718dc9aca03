package chosao.catalog.product;

import chosao.catalog.certificate.Certificate;
import chosao.catalog.certificate.Standing;
import org.jspecify.annotations.Nullable;

/** Whether a product is on sale on a day, and if not, why not. */
public sealed interface Listing {

    /** On sale, under this certificate. */
    record Listed(Certificate certificate) implements Listing {}

    /** Not on sale. */
    record Withheld(Reason reason) implements Listing {}

    /** Why a product is not on sale. */
    enum Reason {
        CERTIFICATE_MISSING("certificate-missing"),
        CERTIFICATE_EXPIRED("certificate-expired"),
        CERTIFICATE_REVOKED("certificate-revoked"),
        CERTIFICATE_BELOW_MINIMUM("certificate-below-minimum"),
        /** Certified, but its producer does not offer it. */
        UNLISTED("unlisted");

        private final String word;

        Reason(String word) {
            this.word = word;
        }

        /** The word on the wire. */
        public String word() {
            return word;
        }
    }

    /** The gate comes first: what has no certificate is withheld for that, offered or not. */
    static Listing of(Standing standing, boolean offered) {
        return switch (standing) {
            case Standing.Certified(var certificate) ->
                    offered ? new Listed(certificate) : new Withheld(Reason.UNLISTED);
            case Standing.Uncertified() -> new Withheld(Reason.CERTIFICATE_MISSING);
            case Standing.Expired _ -> new Withheld(Reason.CERTIFICATE_EXPIRED);
            case Standing.Revoked _ -> new Withheld(Reason.CERTIFICATE_REVOKED);
            case Standing.BelowMinimum _ -> new Withheld(Reason.CERTIFICATE_BELOW_MINIMUM);
        };
    }

    /** The reason's word, null when on sale. */
    default @Nullable String withheld() {
        return switch (this) {
            case Listed _ -> null;
            case Withheld(var reason) -> reason.word();
        };
    }
}
