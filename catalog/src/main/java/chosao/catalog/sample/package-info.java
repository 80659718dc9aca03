/** Sample goods, so that a new market has something real to show. */
@NullMarked
package chosao.catalog.sample;

import org.jspecify.annotations.NullMarked;
