/** Amounts of money, in whole minor units. */
@NullMarked
package chosao.kernel.money;

import org.jspecify.annotations.NullMarked;
