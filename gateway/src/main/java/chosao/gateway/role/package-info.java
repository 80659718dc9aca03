/** What accounts may act as: grants of roles, each with its scope. */
@NullMarked
package chosao.gateway.role;

import org.jspecify.annotations.NullMarked;
