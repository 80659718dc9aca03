/**
 * What catalog and orders tell, brought into the index once, whole, and in whatever order it comes.
 */
@NullMarked
package chosao.search.follow;

import org.jspecify.annotations.NullMarked;
