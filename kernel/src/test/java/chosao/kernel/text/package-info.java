/** Tests of the folding of Vietnamese text. */
@NullMarked
package chosao.kernel.text;

import org.jspecify.annotations.NullMarked;
