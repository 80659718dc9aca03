/** Loads the reference data that comes with the program: regions, rules, product groups. */
@NullMarked
package chosao.catalog.reference;

import org.jspecify.annotations.NullMarked;
