/** Tests of the package of the same name. */
@NullMarked
package chosao.gateway.session;

import org.jspecify.annotations.NullMarked;
