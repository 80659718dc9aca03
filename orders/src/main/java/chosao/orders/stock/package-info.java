/** What lies where, and what of it is set aside. */
@NullMarked
package chosao.orders.stock;

import org.jspecify.annotations.NullMarked;
