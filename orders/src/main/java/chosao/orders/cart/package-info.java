/** What a buyer means to order. */
@NullMarked
package chosao.orders.cart;

import org.jspecify.annotations.NullMarked;
