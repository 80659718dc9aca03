/** The sandbox's memory on its own. */
@NullMarked
package chosao.local.stripe.ledger;

import org.jspecify.annotations.NullMarked;
