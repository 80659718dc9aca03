package chosao.search.ranking;

import java.util.Locale;

/**
 * What counts in the order of results. Each is a named part of the query, so that Elasticsearch
 * tells what it gave.
 */
public enum Signal {
    WORDS,
    PHRASE,
    BEGINNING,
    REGION,
    NEAR,
    CATEGORY,
    STARS,
    STOCK,
    FRESHNESS,
    SALES;

    /** The name on the wire. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
