/** Places: today's provinces and communes, and the former units that became them. */
@NullMarked
package chosao.catalog.region;

import org.jspecify.annotations.NullMarked;
