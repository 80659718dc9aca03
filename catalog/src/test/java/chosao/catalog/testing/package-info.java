/** A catalog that runs for all tests, with a clock to set and accounts to sign in. */
@NullMarked
package chosao.catalog.testing;

import org.jspecify.annotations.NullMarked;
