/** The sandbox driven by unmodified stripe-java, over real HTTP. */
@NullMarked
package chosao.local.stripe;

import org.jspecify.annotations.NullMarked;
