/** Tests of the package of the same name. */
@NullMarked
package chosao.gateway.token;

import org.jspecify.annotations.NullMarked;
