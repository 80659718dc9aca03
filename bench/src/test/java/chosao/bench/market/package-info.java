/** Tests of {@code chosao.bench.market}. */
@NullMarked
package chosao.bench.market;

import org.jspecify.annotations.NullMarked;
