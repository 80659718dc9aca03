/** What was promised: stock, carts, orders and their payments. */
@NullMarked
package chosao.orders;

import org.jspecify.annotations.NullMarked;
