package chosao.local.stripe.http;

/**
 * One call of the API, in two steps: reading the request, whose refusals leave no trace, and
 * running it, whose outcome is kept under the idempotency key whatever it is.
 */
@FunctionalInterface
interface Endpoint {
    Operation read(Call call);
}
