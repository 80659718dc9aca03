/** What the sandbox answers when it refuses, in Stripe's words and codes. */
@NullMarked
package chosao.local.stripe.error;

import org.jspecify.annotations.NullMarked;
