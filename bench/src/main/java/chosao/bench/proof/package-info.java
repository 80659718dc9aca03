/** Measurements of promises rather than of speed: fresh searches, nothing sold twice. */
@NullMarked
package chosao.bench.proof;

import org.jspecify.annotations.NullMarked;
