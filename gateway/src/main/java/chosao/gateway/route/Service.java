package chosao.gateway.route;

import java.util.Locale;

/** Who can answer a request. */
public enum Service {
    CATALOG,
    ORDERS,
    SEARCH,

    /** This process itself: identity, documentation and pages, on a port only it knows. */
    GATEWAY;

    /** The name that people know it by, such as {@code catalog}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
