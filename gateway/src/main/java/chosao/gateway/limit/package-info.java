/** Keeps one client from taking what belongs to all. */
@NullMarked
package chosao.gateway.limit;

import org.jspecify.annotations.NullMarked;
