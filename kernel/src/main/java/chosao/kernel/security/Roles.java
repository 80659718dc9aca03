package chosao.kernel.security;

import java.util.Set;

/** What an account may act as. An account can have several roles, each with a scope. */
public final class Roles {

    public static final String BUYER = "buyer";

    /**
     * Keeps listings, stock and consignments: of the producers that the account owns and, with a
     * producer as its scope, of that one as a member of its staff.
     */
    public static final String PRODUCER = "producer";

    /** Operates trade fairs, with an organiser as its scope for that one. */
    public static final String FAIR = "fair";

    /**
     * A council's office: records certificates and revokes them. With a province as its scope for
     * the goods of that province, without one for the office at the centre, which is responsible
     * for all.
     */
    public static final String CERTIFIER = "certifier";

    /** Market staff that looks after money: disputes, refunds, payouts. */
    public static final String FINANCE = "finance";

    /** Market staff that helps people: finds accounts and changes none. */
    public static final String SUPPORT = "support";

    /** Grants and withdraws roles, and may change any product. */
    public static final String ADMIN = "admin";

    /** Another service of the market, not a person. No account can have it. */
    public static final String INTERNAL = "internal";

    /** The roles that an account can have. */
    public static final Set<String> OF_ACCOUNTS =
            Set.of(BUYER, PRODUCER, FAIR, CERTIFIER, FINANCE, SUPPORT, ADMIN);

    private Roles() {}
}
