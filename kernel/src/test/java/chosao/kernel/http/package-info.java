/** Tests of the HTTP habits. */
@NullMarked
package chosao.kernel.http;

import org.jspecify.annotations.NullMarked;
