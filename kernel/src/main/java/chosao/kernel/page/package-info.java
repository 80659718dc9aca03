/** Lists that are read a page at a time. */
@NullMarked
package chosao.kernel.page;

import org.jspecify.annotations.NullMarked;
