/** What stands before what, and why: the formula, its weights, and its account of itself. */
@NullMarked
package chosao.search.ranking;

import org.jspecify.annotations.NullMarked;
