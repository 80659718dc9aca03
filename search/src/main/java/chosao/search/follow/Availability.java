package chosao.search.follow;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;

/**
 * What search reads of a product's availability in the feed of orders.
 *
 * @param available units that can be bought now, over all its SKUs
 * @param sold units in confirmed orders, ever
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = true)
record Availability(long available, long sold) {}
