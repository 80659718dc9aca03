/** Tests of the gate's rule. */
@NullMarked
package chosao.catalog.certificate;

import org.jspecify.annotations.NullMarked;
