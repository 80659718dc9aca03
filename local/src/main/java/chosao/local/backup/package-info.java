/** Copies a market's data while it sells, and puts such a copy back. */
@NullMarked
package chosao.local.backup;

import org.jspecify.annotations.NullMarked;
