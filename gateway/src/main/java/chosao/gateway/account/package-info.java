/** Who is who: sign-up, passwords, roles. */
@NullMarked
package chosao.gateway.account;

import org.jspecify.annotations.NullMarked;
