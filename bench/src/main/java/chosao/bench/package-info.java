/** Measures a running market, beside the limits of what it is built on. */
@NullMarked
package chosao.bench;

import org.jspecify.annotations.NullMarked;
