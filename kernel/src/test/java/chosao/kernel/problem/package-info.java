/** Tests of what a client is told when a request is refused or fails. */
@NullMarked
package chosao.kernel.problem;

import org.jspecify.annotations.NullMarked;
