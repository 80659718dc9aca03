/** What the parts below the market can do alone, in the same run. */
@NullMarked
package chosao.bench.reference;

import org.jspecify.annotations.NullMarked;
