/** Forgetting people whose account was erased. */
@NullMarked
package chosao.orders.erasure;

import org.jspecify.annotations.NullMarked;
