package chosao.bench.report;

/** What is measured. */
public enum Workload {
    DETAIL("product detail"),
    LISTING("category listing"),
    SEARCH("text search with a filter"),
    PURCHASE("whole purchase");

    private final String title;

    Workload(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    public boolean isRead() {
        return this != PURCHASE;
    }
}
