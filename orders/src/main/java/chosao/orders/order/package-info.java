/** What was promised to whom, and how far the promise is kept. */
@NullMarked
package chosao.orders.order;

import org.jspecify.annotations.NullMarked;
