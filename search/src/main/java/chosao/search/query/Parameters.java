package chosao.search.query;

import static chosao.kernel.problem.KernelProblem.BAD_PARAMETER;

import io.micronaut.http.HttpParameters;
import java.util.Set;

/** Which parameters a request may have: a misspelt filter must not find everything. */
final class Parameters {

    private Parameters() {}

    /**
     * Lets only these pass, each once.
     *
     * @param lists those that may also come several times, a value in each
     * @throws chosao.kernel.problem.ProblemException {@code bad-parameter}, naming the first other
     */
    static void require(HttpParameters sent, Set<String> known, Set<String> lists) {
        for (var name : sent.names()) {
            if (!known.contains(name)) {
                throw BAD_PARAMETER.with(name, "parameter.unknown");
            }
            if (!lists.contains(name) && sent.getAll(name).size() > 1) {
                throw BAD_PARAMETER.with(name, "parameter.repeated");
            }
        }
    }
}
