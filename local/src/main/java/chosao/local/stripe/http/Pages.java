package chosao.local.stripe.http;

import chosao.local.stripe.card.TestCard;
import chosao.local.stripe.card.Verdict;
import chosao.local.stripe.ledger.PaymentIntent;
import chosao.local.stripe.payment.Currencies;
import chosao.local.stripe.webhook.DeliveryCounts;
import chosao.local.stripe.webhook.WebhookSwitches;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The few pages that people see. */
record Pages(String baseUrl) {

    private static final String STYLE =
            """
            <meta name="viewport" content="width=device-width">
            <style>
              :root { color-scheme: light dark }
              body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 3rem auto; padding: 0 1rem }
              table { border-collapse: collapse; width: 100%; font-size: .9rem }
              th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid #8884 }
              code { font-size: .9em } button { font: inherit; padding: .6rem 1.2rem; margin-right: .6rem }
              pre { background: #8882; padding: 1rem; overflow-x: auto }
            </style>
            """;

    String welcome(WebhookSwitches switches, DeliveryCounts counts) {
        return """
        <!doctype html><html lang="en"><title>Stripe sandbox</title>
        %s
        <h1>Stripe sandbox</h1>
        <p>This process stands in for Stripe on a developer's machine. It speaks the part of
        <a href="https://docs.stripe.com/api">Stripe's API</a> that the market uses; no money moves.</p>
        <p>Webhooks go to <code>%s</code>: %d delivered, %d attempts failed, %d waiting.
        <a href="/sandbox/settings">Settings</a></p>
        <h2>Pay as a buyer</h2>
        <pre>curl %s/v1/payment_intents/pi_…/confirm -d client_secret=pi_…_secret_… -d payment_method=pm_card_visa</pre>
        <h2>Test cards</h2>
        <p>Any expiry date to come and any security code will do.</p>
        <table><tr><th>Number<th>Payment method<th>What happens</tr>
        %s
        </table></html>
        """
                .formatted(
                        STYLE,
                        escaped(String.valueOf(switches.url())),
                        counts.delivered(),
                        counts.failed(),
                        counts.waiting(),
                        escaped(baseUrl),
                        Arrays.stream(TestCard.values())
                                .map(Pages::row)
                                .collect(Collectors.joining("\n")));
    }

    String authentication(PaymentIntent intent) {
        return """
        <!doctype html><html lang="en"><title>Authenticate this payment</title>
        %s
        <h1>Authenticate this payment</h1>
        <p>A real issuer would now ask you to prove who you are. You are about to pay <b>%s</b>.</p>
        <form method="post">
          <button name="outcome" value="success">Complete</button>
          <button name="outcome" value="fail">Fail</button>
        </form></html>
        """
                .formatted(
                        STYLE,
                        escaped(
                                Currencies.written(
                                        intent.terms().amount(), intent.terms().currency())));
    }

    String authenticated(String status) {
        return """
        <!doctype html><html lang="en"><title>Authentication %s</title>
        %s
        <h1>Authentication %s</h1><p>You may close this page and go back to the shop.</p></html>
        """
                .formatted(status, STYLE, status);
    }

    private static String row(TestCard card) {
        return "<tr><td><code>%s</code><td><code>%s</code><td>%s</tr>"
                .formatted(card.number(), card.token().orElse(""), told(card));
    }

    private static String told(TestCard card) {
        return told(card.verdict())
                + switch (card.refundCourse()) {
                    case SUCCEEDS -> "";
                    case SUCCEEDS_LATER -> "; a refund is pending at first";
                    case FAILS_LATER -> "; a refund fails later";
                };
    }

    private static String told(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Approved _ -> "succeeds";
            case Verdict.Declined(var decline) -> "declined: " + decline.declineCode();
            case Verdict.Challenged(var next) ->
                    "asks the buyer to authenticate, then " + told(next);
        };
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
