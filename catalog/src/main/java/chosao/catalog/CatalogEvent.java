package chosao.catalog;

import chosao.kernel.event.EventType;

/** What happens to certificates, as the operator reads and counts it. */
public enum CatalogEvent implements EventType {
    CERTIFICATE_GRANTED,
    CERTIFICATE_REVOKED
}
