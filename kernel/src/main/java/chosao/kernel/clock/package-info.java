/** What time it is, and what day it is in Việt Nam. */
@NullMarked
package chosao.kernel.clock;

import org.jspecify.annotations.NullMarked;
