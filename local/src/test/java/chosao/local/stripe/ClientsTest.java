package chosao.local.stripe;

import static chosao.local.stripe.Shop.aPayment;
import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.model.PaymentIntent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that are not stripe-java: a buyer's browser, curl, and those that make mistakes. */
class ClientsTest {

    @RegisterExtension static final OpenSandbox STRIPE = new OpenSandbox(Shop.settings());

    @Test
    void confirmsForABuyerWhoShowsTheClientSecret() throws Exception {
        PaymentIntent intent = STRIPE.client().v1().paymentIntents().create(aPayment().build());
        String path = "/v1/payment_intents/" + intent.getId() + "/confirm";

        Http.Answer paid =
                Http.post(
                        STRIPE.sandbox(),
                        path,
                        "",
                        "payment_method=pm_card_visa&client_secret="
                                + intent.getClientSecret()
                                + "&key=pk_test_sandbox");

        assertThat(paid.status()).isEqualTo(200);
        assertThat(paid.json().get("status").textValue()).isEqualTo("succeeded");
        assertThat(paid.json().has("metadata")).as("what is the merchant's alone").isFalse();
        assertThat(paid.header("Access-Control-Allow-Origin")).isEqualTo("*");
    }

    @Test
    void paysWithACardsNumber() throws Exception {
        PaymentIntent intent = STRIPE.client().v1().paymentIntents().create(aPayment().build());
        String path = "/v1/payment_intents/" + intent.getId() + "/confirm";
        String card =
                "payment_method_data[type]=card&payment_method_data[card][number]=%s"
                        + "&payment_method_data[card][exp_month]=12&payment_method_data[card][exp_year]=2034"
                        + "&payment_method_data[card][cvc]=123&payment_method_data[billing_details][name]=Lan";

        Http.Answer declined =
                Http.post(
                        STRIPE.sandbox(),
                        path,
                        Shop.SECRET_KEY,
                        card.formatted("4000000000009995"));
        Http.Answer mistyped =
                Http.post(
                        STRIPE.sandbox(),
                        path,
                        Shop.SECRET_KEY,
                        card.formatted("4242424242424241"));
        Http.Answer real =
                Http.post(
                        STRIPE.sandbox(),
                        path,
                        Shop.SECRET_KEY,
                        card.formatted("4111111111111111"));
        Http.Answer paid =
                Http.post(
                        STRIPE.sandbox(),
                        path,
                        Shop.SECRET_KEY,
                        card.formatted("4242 4242 4242 4242") + "&expand[]=payment_method");

        assertThat(declined.status()).isEqualTo(402);
        assertThat(declined.error().get("decline_code").textValue())
                .isEqualTo("insufficient_funds");
        assertThat(mistyped.error().get("code").textValue()).isEqualTo("incorrect_number");
        assertThat(real.error().get("decline_code").textValue()).isEqualTo("test_mode_live_card");
        assertThat(paid.json().at("/payment_method/card/last4").textValue()).isEqualTo("4242");
        assertThat(paid.json().at("/payment_method/billing_details/name").textValue())
                .isEqualTo("Lan");
    }

    @Test
    void makesAPaymentMethodAsStripeJsDoes() throws Exception {
        PaymentIntent intent = STRIPE.client().v1().paymentIntents().create(aPayment().build());
        Http.Answer method =
                Http.post(
                        STRIPE.sandbox(),
                        "/v1/payment_methods",
                        "",
                        "type=card&card[number]=5555555555554444&card[exp_month]=1&card[exp_year]=40&key=pk_test_sandbox");

        Http.Answer paid =
                Http.post(
                        STRIPE.sandbox(),
                        "/v1/payment_intents/" + intent.getId() + "/confirm",
                        Shop.PUBLISHABLE_KEY,
                        "client_secret="
                                + intent.getClientSecret()
                                + "&payment_method="
                                + method.json().get("id").textValue());

        assertThat(method.json().at("/card/brand").textValue()).isEqualTo("mastercard");
        assertThat(paid.json().get("payment_method")).isEqualTo(method.json().get("id"));
    }

    @Test
    void letsNoBuyerTouchWhatIsNotTheirs() throws Exception {
        PaymentIntent own = STRIPE.client().v1().paymentIntents().create(aPayment().build());
        PaymentIntent other = STRIPE.client().v1().paymentIntents().create(aPayment().build());
        String secret = "client_secret=" + own.getClientSecret() + "&payment_method=pm_card_visa";

        Http.Answer foreign =
                Http.post(
                        STRIPE.sandbox(),
                        "/v1/payment_intents/" + other.getId() + "/confirm",
                        Shop.PUBLISHABLE_KEY,
                        secret);
        Http.Answer none =
                Http.post(
                        STRIPE.sandbox(),
                        "/v1/payment_intents/" + own.getId() + "/confirm",
                        Shop.PUBLISHABLE_KEY,
                        "payment_method=pm_card_visa");
        Http.Answer cancel =
                Http.post(
                        STRIPE.sandbox(),
                        "/v1/payment_intents/" + own.getId() + "/cancel",
                        Shop.PUBLISHABLE_KEY,
                        "");
        Http.Answer keyless =
                Http.post(
                        STRIPE.sandbox(), "/v1/payment_intents", "", "amount=120000&currency=vnd");

        assertThat(foreign.status()).isEqualTo(400);
        assertThat(foreign.error().get("param").textValue()).isEqualTo("client_secret");
        assertThat(none.error().get("code").textValue()).isEqualTo("parameter_missing");
        assertThat(cancel.error().get("code").textValue()).isEqualTo("secret_key_required");
        assertThat(keyless.status()).isEqualTo(401);
        assertThat(STRIPE.client().v1().paymentIntents().retrieve(other.getId()).getStatus())
                .isEqualTo("requires_payment_method");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "currency=vnd | parameter_missing | amount",
                "amount=120000 | parameter_missing | currency",
                "amount=12.5&currency=vnd | parameter_invalid_integer | amount",
                "amount=0&currency=vnd | parameter_invalid_integer | amount",
                "amount=9999&currency=vnd | amount_too_small | amount",
                "amount=99999999999&currency=vnd | amount_too_large | amount",
                "amount=&currency=vnd | parameter_invalid_empty | amount",
                "amount=120000&currency=vnd&colour=red | parameter_unknown | colour",
                "amount=120000&currency=vnd&payment_method=pm_card_gold | resource_missing | payment_method"
            })
    void namesWhatIsWrongWithARequest(String form, String code, String param) throws Exception {
        Http.Answer answer =
                Http.post(STRIPE.sandbox(), "/v1/payment_intents", Shop.SECRET_KEY, form);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error().get("type").textValue()).isEqualTo("invalid_request_error");
        assertThat(answer.error().get("code").textValue()).isEqualTo(code);
        assertThat(answer.error().get("param").textValue()).isEqualTo(param);
        assertThat(answer.header("Request-Id")).startsWith("req_");
    }

    @Test
    void refusesAddressesAndBodiesThatStripeDoesNotKnow() throws Exception {
        Http.Answer address = Http.post(STRIPE.sandbox(), "/v1/subscriptions", Shop.SECRET_KEY, "");
        Http.Answer json = Http.postJson(STRIPE.sandbox(), "/v1/payment_intents", "{\"amount\":1}");
        Http.Answer huge =
                Http.post(
                        STRIPE.sandbox(),
                        "/v1/payment_intents",
                        Shop.SECRET_KEY,
                        "description=" + "x".repeat(2_000_000));

        assertThat(address.status()).isEqualTo(404);
        assertThat(address.error().get("message").textValue()).contains("Unrecognized request URL");
        assertThat(json.status()).isEqualTo(400);
        assertThat(huge.status()).isEqualTo(413);
        assertThat(huge.header("Connection")).isEqualTo("close");
    }

    @Test
    @Timeout(10)
    void refusesMoreParametersThanAnyRequestHas() throws Exception {
        Http.Answer keyless =
                Http.post(STRIPE.sandbox(), "/v1/payment_intents", "", "a[]&".repeat(260_000));
        Http.Answer most =
                Http.post(
                        STRIPE.sandbox(),
                        "/v1/payment_intents",
                        Shop.SECRET_KEY,
                        "amount=120000&currency=vnd" + "&expand[]=latest_charge".repeat(998));

        assertThat(keyless.status()).isEqualTo(400);
        assertThat(keyless.error().get("type").textValue()).isEqualTo("invalid_request_error");
        assertThat(keyless.error().get("message").textValue()).contains("Too many parameters");
        assertThat(most.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shipping[name]=Lan&shipping[name][first]=Lan",
                "shipping[name][first]=Lan&shipping[name]=Lan",
                "shipping[address]=Hanoi&shipping[address][line1][a]=1"
            })
    void refusesAParameterThatIsATextAndAnObject(String form) throws Exception {
        Http.Answer answer =
                Http.post(
                        STRIPE.sandbox(),
                        "/v1/payment_intents",
                        Shop.SECRET_KEY,
                        "amount=120000&currency=vnd&" + form);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error().get("param").textValue()).isEqualTo("shipping");
    }

    @Test
    void refusesAParameterThatIsNestedWithoutEnd() throws Exception {
        Http.Answer answer =
                Http.post(
                        STRIPE.sandbox(),
                        "/v1/payment_intents",
                        Shop.SECRET_KEY,
                        "amount=120000&currency=vnd&shipping" + "[a]".repeat(2_000) + "=1");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error().get("param").textValue()).isEqualTo("shipping");
    }

    @Test
    void takesTheKeyAsCurlSendsIt() throws Exception {
        HttpResponse<String> answer =
                send(
                        HttpRequest.newBuilder(
                                        URI.create(
                                                STRIPE.sandbox().baseUrl()
                                                        + "/v1/payment_intents?limit=1"))
                                .header("Authorization", "Basic c2tfdGVzdF9zYW5kYm94Og==")
                                .build());

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void letsABrowsersPageCall() throws Exception {
        HttpResponse<String> answer =
                send(
                        HttpRequest.newBuilder(
                                        URI.create(
                                                STRIPE.sandbox().baseUrl()
                                                        + "/v1/payment_intents/pi_1/confirm"))
                                .method("OPTIONS", BodyPublishers.noBody())
                                .header("Origin", "http://localhost:8080")
                                .build());

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Headers").orElse(""))
                .contains("Authorization");
    }

    @Test
    void tellsPeopleWhatItIs() throws Exception {
        Http.Answer page = Http.get(STRIPE.sandbox().baseUrl() + "/", "text/html");
        Http.Answer health = Http.get(STRIPE.sandbox().baseUrl() + "/health", "application/json");

        assertThat(page.body())
                .contains("Stripe sandbox")
                .contains("4000000000009995")
                .contains("pm_card_visa");
        assertThat(health.status()).isEqualTo(200);
    }

    @Test
    void refusesSwitchesThatItDoesNotHave() throws Exception {
        Http.Answer unknown =
                Http.postJson(
                        STRIPE.sandbox(), "/sandbox/settings", "{\"webhooks\":{\"duplicates\":2}}");
        Http.Answer wrong =
                Http.postJson(
                        STRIPE.sandbox(),
                        "/sandbox/settings",
                        "{\"webhooks\":{\"delay\":\"soon\"}}");
        Http.Answer form = Http.post(STRIPE.sandbox(), "/sandbox/settings", "", "{}");

        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.json().get("message").textValue()).contains("webhooks.duplicates");
        assertThat(wrong.json().get("message").textValue()).contains("delay");
        assertThat(form.status()).isEqualTo(400);
    }

    private static HttpResponse<String> send(HttpRequest request)
            throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.ofString());
        }
    }
}
