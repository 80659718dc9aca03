/** Load: many clients that do one thing over and over, and what became of it. */
@NullMarked
package chosao.bench.load;

import org.jspecify.annotations.NullMarked;
