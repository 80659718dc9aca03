/** Numbers about the market's business, for the operator's monitoring. */
@NullMarked
package chosao.kernel.metrics;

import org.jspecify.annotations.NullMarked;
