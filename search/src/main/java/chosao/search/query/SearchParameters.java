package chosao.search.query;

import chosao.kernel.http.ListParameter;
import chosao.kernel.page.Page;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.QueryValue;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a search as they were sent: texts, so that a wrong one can be named. An empty
 * one counts as absent.
 */
@Introspected
record SearchParameters(
        @QueryValue
                @Nullable
                @Parameter(
                        description =
                                "Words, in Vietnamese with or without marks. A text without letters"
                                        + " and digits is no filter.",
                        example = "tra hoa vang",
                        schema = @Schema(maxLength = Questions.LONGEST_TEXT))
                String q,
        @QueryValue
                @Nullable
                @Parameter(
                        description =
                                "Code of a province or commune; a province takes in its communes. A code"
                                        + " of before 1 July 2025 that no unit has today finds what came"
                                        + " from that unit, as far as that is known.",
                        example = "22")
                String region,
        @QueryValue
                @Nullable
                @Parameter(
                        description = "Code of a sector, group or product set.",
                        example = "QD26-12")
                String category,
        @QueryValue
                @ListParameter
                @Nullable
                @Parameter(
                        description =
                                "3, 4, 5 or several, parted by commas: the stars that hold today.",
                        schema = @Schema(pattern = "^[345](,[345])*$"),
                        example = "4,5")
                String stars,
        @QueryValue
                @Nullable
                @Parameter(
                        description = "Lowest price in đồng.",
                        schema =
                                @Schema(
                                        type = "integer",
                                        format = "int64",
                                        minimum = "0",
                                        maximum = "" + Questions.HIGHEST_PRICE),
                        example = "50000")
                String priceMin,
        @QueryValue
                @Nullable
                @Parameter(
                        description = "Highest price in đồng.",
                        schema =
                                @Schema(
                                        type = "integer",
                                        format = "int64",
                                        minimum = "0",
                                        maximum = "" + Questions.HIGHEST_PRICE),
                        example = "200000")
                String priceMax,
        @QueryValue
                @Nullable
                @Parameter(
                        schema =
                                @Schema(
                                        type = "string",
                                        allowableValues = {
                                            "enterprise",
                                            "cooperative",
                                            "cooperative_group",
                                            "household"
                                        }))
                String producerKind,
        @QueryValue
                @Nullable
                @Parameter(
                        description = "Only what can be bought now.",
                        schema = @Schema(type = "boolean", defaultValue = "false"))
                String inStock,
        @QueryValue
                @Nullable
                @Parameter(
                        schema =
                                @Schema(
                                        type = "string",
                                        allowableValues = {
                                            "relevance",
                                            "price",
                                            "-price",
                                            "newest",
                                            "stars"
                                        }))
                String sort,
        @QueryValue
                @Nullable
                @Parameter(
                        description =
                                "Code of a region, as for region, whose goods stand a little higher.",
                        example = "22")
                String near,
        @QueryValue
                @Nullable
                @Parameter(
                        schema =
                                @Schema(
                                        type = "integer",
                                        minimum = "1",
                                        maximum = "100",
                                        defaultValue = Page.DEFAULT_LIMIT))
                String limit,
        @QueryValue
                @Nullable
                @Parameter(
                        description =
                                "nextCursor of the page before, with the same other parameters.")
                String cursor,
        @QueryValue
                @Nullable
                @Parameter(
                        description =
                                "true: says of each item why it stands where it stands, in the"
                                        + " language of Accept-Language. With a sort other than"
                                        + " relevance or stars it changes nothing.",
                        schema = @Schema(type = "boolean", defaultValue = "false"))
                String explain) {}
