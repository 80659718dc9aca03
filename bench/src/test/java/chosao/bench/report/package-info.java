/** Tests of {@code chosao.bench.report}. */
@NullMarked
package chosao.bench.report;

import org.jspecify.annotations.NullMarked;
