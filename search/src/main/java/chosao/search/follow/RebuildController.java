package chosao.search.follow;

import chosao.kernel.security.Roles;
import chosao.search.SearchProblem;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;

/**
 * Lets an operator have the index built anew, without a moment's outage. A copy of search that
 * another version has taken the index from refuses with 409.
 */
@Hidden
@Controller("/internal/rebuild")
final class RebuildController {

    private final Keeper keeper;

    RebuildController(Keeper keeper) {
        this.keeper = keeper;
    }

    @Post
    @Secured(Roles.INTERNAL)
    @Status(HttpStatus.ACCEPTED)
    void rebuild() {
        if (!keeper.rebuild()) {
            throw SearchProblem.INDEX_OF_ANOTHER_VERSION.with();
        }
    }
}
