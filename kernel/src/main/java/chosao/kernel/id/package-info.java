/** Ids that exist before the rows that they name. */
@NullMarked
package chosao.kernel.id;

import org.jspecify.annotations.NullMarked;
