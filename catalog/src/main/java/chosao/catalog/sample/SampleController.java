package chosao.catalog.sample;

import chosao.kernel.security.Roles;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;

/** Lets whoever runs a market for trying out fill it with sample goods. */
@Hidden
@Controller("/internal/sample")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Roles.INTERNAL)
class SampleController {

    private final SampleGoods goods;

    SampleController(SampleGoods goods) {
        this.goods = goods;
    }

    /** May be called again at any time: it adds what is missing and moves dates to today. */
    @Post
    @Consumes(MediaType.ALL)
    SampleGoods.Loaded load() {
        return goods.load();
    }
}
