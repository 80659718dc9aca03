/** Tests of the package of the same name. */
@NullMarked
package chosao.gateway.docs;

import org.jspecify.annotations.NullMarked;
