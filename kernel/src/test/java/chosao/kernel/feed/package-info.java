/** Tests of the change feed that need no database. */
@NullMarked
package chosao.kernel.feed;

import org.jspecify.annotations.NullMarked;
