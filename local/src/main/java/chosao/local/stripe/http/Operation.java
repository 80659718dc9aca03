package chosao.local.stripe.http;

import chosao.local.stripe.ledger.Changes;

/** What a well-formed request is about to do. */
@FunctionalInterface
interface Operation {
    Answer run(Changes changes);
}
