/** Tests of names of places. */
@NullMarked
package chosao.catalog.region;

import org.jspecify.annotations.NullMarked;
