/** Tests of how JSON is read. */
@NullMarked
package chosao.kernel.json;

import org.jspecify.annotations.NullMarked;
