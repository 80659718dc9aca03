/** Who makes the goods: enterprises, cooperatives, groups and households. */
@NullMarked
package chosao.catalog.producer;

import org.jspecify.annotations.NullMarked;
