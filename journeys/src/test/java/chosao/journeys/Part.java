package chosao.journeys;

/** A process of the market that a journey may kill. */
enum Part {
    POSTGRES,
    CATALOG,
    ORDERS,
    SEARCH,
    GATEWAY
}
