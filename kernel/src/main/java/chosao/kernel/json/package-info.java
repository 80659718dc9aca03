/** JSON read exactly: what would lose part of its value is refused. */
@NullMarked
package chosao.kernel.json;

import org.jspecify.annotations.NullMarked;
