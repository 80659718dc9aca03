-- Refunds that need a person, for the operator's monitoring: few, among ever more that succeeded.
CREATE INDEX refunds_failed ON refunds (id) WHERE state = 'failed';
