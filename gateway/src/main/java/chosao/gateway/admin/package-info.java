/** The market's own people: the first admin, and who grants roles to whom. */
@NullMarked
package chosao.gateway.admin;

import org.jspecify.annotations.NullMarked;
