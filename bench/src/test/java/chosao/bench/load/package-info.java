/** Tests of {@code chosao.bench.load}. */
@NullMarked
package chosao.bench.load;

import org.jspecify.annotations.NullMarked;
