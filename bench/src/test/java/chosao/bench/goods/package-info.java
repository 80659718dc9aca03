/** Tests of {@code chosao.bench.goods}. */
@NullMarked
package chosao.bench.goods;

import org.jspecify.annotations.NullMarked;
