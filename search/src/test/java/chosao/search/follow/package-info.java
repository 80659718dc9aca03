/** Tests of what becomes of changes. */
@NullMarked
package chosao.search.follow;

import org.jspecify.annotations.NullMarked;
