package chosao.bench.report;

/** Where the load goes in. */
public enum Way {
    GATEWAY("through the gateway"),
    SERVICE("the service alone"),
    /** The same query, as the search service would send it. */
    ELASTICSEARCH("straight at Elasticsearch"),
    /** One-row transactions, each made durable by itself. */
    POSTGRESQL("PostgreSQL's commits");

    private final String title;

    Way(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
