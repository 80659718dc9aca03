package chosao.journeys;

/** A process of the market that a journey may kill. */
enum Part {
    CATALOG,
    ORDERS,
    SEARCH,
    GATEWAY
}
