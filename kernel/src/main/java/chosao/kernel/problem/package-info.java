/** What a client is told when a request is refused or fails: RFC 9457, from one place. */
@NullMarked
package chosao.kernel.problem;

import org.jspecify.annotations.NullMarked;
