/** Tests of who is calling. */
@NullMarked
package chosao.kernel.security;

import org.jspecify.annotations.NullMarked;
