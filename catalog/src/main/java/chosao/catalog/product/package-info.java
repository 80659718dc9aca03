/** The goods: their variants and prices, and whether they are on sale. */
@NullMarked
package chosao.catalog.product;

import org.jspecify.annotations.NullMarked;
