/** The programme's sectors, groups and product sets, by code and by name. */
@NullMarked
package chosao.search.category;

import org.jspecify.annotations.NullMarked;
