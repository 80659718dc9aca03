/** Stripe's published test cards and what each of them does when charged. */
@NullMarked
package chosao.local.stripe.card;

import org.jspecify.annotations.NullMarked;
