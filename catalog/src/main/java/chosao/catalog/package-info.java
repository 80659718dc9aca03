/** Catalog: what may be sold, and why not. */
@NullMarked
package chosao.catalog;

import org.jspecify.annotations.NullMarked;
