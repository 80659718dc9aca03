/** A sandbox that speaks the part of Stripe's HTTP API that the market uses. */
@NullMarked
package chosao.local.stripe;

import org.jspecify.annotations.NullMarked;
