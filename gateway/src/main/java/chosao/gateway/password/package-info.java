/** Changing a password, and getting back in without it. */
@NullMarked
package chosao.gateway.password;

import org.jspecify.annotations.NullMarked;
