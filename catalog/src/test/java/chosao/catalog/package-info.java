/** Tests of the catalog, over real HTTP on a real PostgreSQL. */
@NullMarked
package chosao.catalog;

import org.jspecify.annotations.NullMarked;
