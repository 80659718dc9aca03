/** From a cart to an order. */
@NullMarked
package chosao.orders.checkout;

import org.jspecify.annotations.NullMarked;
