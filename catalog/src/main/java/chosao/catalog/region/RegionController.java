package chosao.catalog.region;

import chosao.catalog.CatalogProblem;
import chosao.catalog.region.RegionView.Resolved;
import chosao.kernel.page.Cursor;
import chosao.kernel.page.Page;
import chosao.kernel.problem.KernelProblem;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

@Controller("/api/v1/regions")
@Secured(SecurityRule.IS_ANONYMOUS)
@Tag(name = "Regions")
class RegionController {

    private final Regions regions;

    RegionController(Regions regions) {
        this.regions = regions;
    }

    @Operation(
            operationId = "listRegions",
            summary = "List regions",
            description = "Today's provinces and communes, in the order of their codes.")
    @Get
    Page<RegionView> list(
            @Nullable
                    @QueryValue
                    @Parameter(
                            schema =
                                    @Schema(
                                            type = "string",
                                            allowableValues = {"province", "commune"}))
                    String level,
            @Nullable @QueryValue @Parameter(description = "code of a province", example = "22")
                    String parent,
            @QueryValue(defaultValue = Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAXIMUM_LIMIT)
                    int limit,
            @Nullable @QueryValue String cursor) {
        if (parent != null && regions.current(parent).isEmpty()) {
            throw KernelProblem.BAD_PARAMETER.with("parent", "field.no-region");
        }
        var after = cursor == null ? "" : codeOf(cursor);
        var found = regions.list(levelOf(level), parent, after, limit + 1);
        return Page.of(found, limit, region -> Cursor.of(region.code()))
                .map(region -> RegionView.of(region, regions));
    }

    private String codeOf(String cursor) {
        return regions.current(Cursor.parts(cursor, 1).getFirst())
                .map(Region::code)
                .orElseThrow(KernelProblem.BAD_CURSOR::with);
    }

    private static @Nullable Level levelOf(@Nullable String word) {
        if (word == null) {
            return null;
        }
        return switch (word) {
            case "province" -> Level.PROVINCE;
            case "commune" -> Level.COMMUNE;
            default -> throw KernelProblem.BAD_PARAMETER.with("level", "field.no-level");
        };
    }

    @Operation(operationId = "getRegion", summary = "Get a region")
    @Get("/{code}")
    RegionView one(String code) {
        return regions.current(code)
                .map(region -> RegionView.of(region, regions))
                .orElseThrow(() -> CatalogProblem.REGION_NOT_FOUND.with(code));
    }

    @Operation(
            operationId = "resolveRegion",
            summary = "Find what a name stands for today",
            description =
                    "A present or former name, with or without marks and the kind of unit. A"
                            + " name that nothing has finds nothing.")
    @Get("/resolve")
    Page<Resolved> resolve(
            @QueryValue @NotBlank @Size(max = 100) @Parameter(example = "Kon Tum") String name,
            @QueryValue(defaultValue = Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAXIMUM_LIMIT)
                    int limit,
            @Nullable @QueryValue String cursor) {
        return Page.ofWhole(regions.resolve(name), limit, cursor, each -> each.region().code())
                .map(each -> Resolved.of(each, regions));
    }
}
