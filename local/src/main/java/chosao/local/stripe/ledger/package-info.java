/** What the sandbox remembers: payments, refunds, events and saved answers, journalled on disk. */
@NullMarked
package chosao.local.stripe.ledger;

import org.jspecify.annotations.NullMarked;
