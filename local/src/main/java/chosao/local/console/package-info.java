/** What the person at the terminal sees of a start, a stop and a crash. */
@NullMarked
package chosao.local.console;

import org.jspecify.annotations.NullMarked;
