/** Goods to measure with: enough of them, with stock that does not run out. */
@NullMarked
package chosao.bench.goods;

import org.jspecify.annotations.NullMarked;
