/** What may be bought, at what price and from whom: followed from catalog's feed. */
@NullMarked
package chosao.orders.offer;

import org.jspecify.annotations.NullMarked;
