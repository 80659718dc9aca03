/** Real servers for the tests of every module: started at first use, gone with the test's JVM. */
@NullMarked
package chosao.local.testing;

import org.jspecify.annotations.NullMarked;
