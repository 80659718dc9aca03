/** Vietnamese text made comparable: one spelling for every way the same words can be written. */
@NullMarked
package chosao.kernel.text;

import org.jspecify.annotations.NullMarked;
