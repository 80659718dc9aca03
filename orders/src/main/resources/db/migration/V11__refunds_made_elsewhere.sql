-- What was paid, and how much of it is back with the buyer or on its way there, whoever sent it.
ALTER TABLE payments
    ADD COLUMN paid_amount     bigint CHECK (paid_amount >= 0),
    ADD COLUMN refunded_amount bigint NOT NULL DEFAULT 0 CHECK (refunded_amount >= 0);

-- A payment of another amount than was asked was always given back at once, and as a whole.
UPDATE payments p
   SET paid_amount = coalesce((SELECT max(r.amount) FROM refunds r
                                WHERE r.intent_id = p.intent_id AND r.reason = 'wrong-amount'), p.amount),
       refunded_amount = coalesce((SELECT sum(r.amount) FROM refunds r
                                    WHERE r.intent_id = p.intent_id
                                      AND r.state IN ('submitted', 'succeeded')), 0)
 WHERE p.state IN ('succeeded', 'refund_pending', 'refunded');

ALTER TABLE refunds
    -- What made it necessary: it is given back once for each. An order that ended, by its id; a payment that
    -- was not asked for, by its own; a refund that was made elsewhere, by the id it has there; a dispute.
    ADD COLUMN cause          text,
    -- Not by us: in the provider's dashboard, or by the bank of a card's holder.
    ADD COLUMN made_elsewhere boolean NOT NULL DEFAULT false;

UPDATE refunds SET cause = order_id::text || '/' || reason;

ALTER TABLE refunds
    ALTER COLUMN cause SET NOT NULL,
    DROP CONSTRAINT refunds_intent_id_reason_key,
    ADD CONSTRAINT refunds_intent_id_cause_key UNIQUE (intent_id, cause),
    DROP CONSTRAINT refunds_state_check,
    -- Obsolete: nothing was left to be given back by us.
    ADD CONSTRAINT refunds_state_check
        CHECK (state IN ('pending', 'submitted', 'succeeded', 'failed', 'obsolete'));
