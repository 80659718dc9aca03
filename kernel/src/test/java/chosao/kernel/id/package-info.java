/** Tests of the ids. */
@NullMarked
package chosao.kernel.id;

import org.jspecify.annotations.NullMarked;
