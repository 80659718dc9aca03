/** The programme's product groups: every product stands in one. */
@NullMarked
package chosao.catalog.category;

import org.jspecify.annotations.NullMarked;
