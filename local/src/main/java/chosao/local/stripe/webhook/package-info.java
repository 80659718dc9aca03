/** Events on their way to the merchant: signed, retried, and disturbed on request. */
@NullMarked
package chosao.local.stripe.webhook;

import org.jspecify.annotations.NullMarked;
