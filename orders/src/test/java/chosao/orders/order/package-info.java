@NullMarked
package chosao.orders.order;

import org.jspecify.annotations.NullMarked;
