@NullMarked
package chosao.orders.payment;

import org.jspecify.annotations.NullMarked;
