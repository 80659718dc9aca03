/** Who buys: an account, or whoever holds a cart's token. */
@NullMarked
package chosao.orders.buyer;

import org.jspecify.annotations.NullMarked;
