/** Tests of the package of the same name. */
@NullMarked
package chosao.gateway.page;

import org.jspecify.annotations.NullMarked;
