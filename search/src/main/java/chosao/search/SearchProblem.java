package chosao.search;

import chosao.kernel.problem.ProblemType;

/** Every refusal that is search's own. */
public enum SearchProblem implements ProblemType {
    INDEX_OF_ANOTHER_VERSION(409),
    UNKNOWN_CATEGORY(400),
    UNKNOWN_REGION(400);

    private final int status;

    SearchProblem(int status) {
        this.status = status;
    }

    @Override
    public int status() {
        return status;
    }
}
