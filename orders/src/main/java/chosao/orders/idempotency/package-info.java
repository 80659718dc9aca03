/** Requests that may be repeated without a second effect. */
@NullMarked
package chosao.orders.idempotency;

import org.jspecify.annotations.NullMarked;
