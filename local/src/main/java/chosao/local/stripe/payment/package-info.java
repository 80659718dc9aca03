/** How a payment moves from intent to charge to refund, and how Stripe shows it. */
@NullMarked
package chosao.local.stripe.payment;

import org.jspecify.annotations.NullMarked;
