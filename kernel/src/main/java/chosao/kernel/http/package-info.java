/** HTTP habits that every service has: request ids, entity tags, defaults. */
@NullMarked
package chosao.kernel.http;

import org.jspecify.annotations.NullMarked;
