/** The buyer's money: taken by card, given back where the promise cannot be kept. */
@NullMarked
package chosao.orders.payment;

import org.jspecify.annotations.NullMarked;
