@NullMarked
package chosao.orders.stock;

import org.jspecify.annotations.NullMarked;
