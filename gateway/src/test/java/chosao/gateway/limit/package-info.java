/** Tests of the package of the same name. */
@NullMarked
package chosao.gateway.limit;

import org.jspecify.annotations.NullMarked;
