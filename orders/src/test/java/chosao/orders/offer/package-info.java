@NullMarked
package chosao.orders.offer;

import org.jspecify.annotations.NullMarked;
