/** The provinces and communes of today, by code and by name. */
@NullMarked
package chosao.search.region;

import org.jspecify.annotations.NullMarked;
