/** Tests of the package of the same name. */
@NullMarked
package chosao.gateway.route;

import org.jspecify.annotations.NullMarked;
