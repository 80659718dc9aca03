package chosao.search;

import chosao.kernel.problem.ProblemType;

/** Every refusal that is search's own. */
public enum SearchProblem implements ProblemType {
    INDEX_OF_ANOTHER_VERSION(409, "Index of another version"),
    UNKNOWN_CATEGORY(400, "Unknown category"),
    UNKNOWN_REGION(400, "Unknown region");

    private final int status;
    private final String title;

    SearchProblem(int status, String title) {
        this.status = status;
        this.title = title;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
