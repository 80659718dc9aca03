package chosao.local.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chosao.local.process.Part;
import chosao.local.process.StartFailure;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MarketSettingsTest {

    @Test
    void portsHaveDefaultsAndCanBeChosen() {
        MarketSettings settings = settings(Map.of("CATALOG_PORT", "9081"));

        assertThat(settings.gateway()).isEqualTo(new Part.Port("127.0.0.1", 8080, "GATEWAY_PORT"));
        assertThat(settings.catalog()).isEqualTo(new Part.Port("127.0.0.1", 9081, "CATALOG_PORT"));
        assertThat(settings.url(settings.catalog())).hasToString("http://127.0.0.1:9081");
    }

    @Test
    void aPortThatIsNoneIsNamed() {
        assertThatThrownBy(() -> settings(Map.of("CATALOG_PORT", "80a")).catalog())
                .isInstanceOf(StartFailure.class)
                .hasMessage("CATALOG_PORT: 80a (expected: 1 to 65535)");
        assertThatThrownBy(() -> settings(Map.of("CATALOG_PORT", "70000")).catalog())
                .hasMessageContaining("70000");
    }

    @Test
    void stripeItselfNeedsBothOfItsSecrets() {
        assertThat(settings(Map.of()).usesStripe()).isFalse();
        assertThat(
                        settings(Map.of("STRIPE_API_KEY", "sk", "STRIPE_WEBHOOK_SECRET", "whsec"))
                                .usesStripe())
                .isTrue();
        assertThatThrownBy(() -> settings(Map.of("STRIPE_API_KEY", "sk")).usesStripe())
                .hasMessageContaining("STRIPE_WEBHOOK_SECRET is not");
    }

    @Test
    void aMarketOpenToAllIsStillReachedByLoopback() {
        MarketSettings settings = settings(Map.of("CHOSAO_HOST", "0.0.0.0"));

        assertThat(settings.gateway().host()).isEqualTo("0.0.0.0");
        assertThat(settings.postgres().host()).isEqualTo("127.0.0.1");
        assertThat(settings.url(settings.gateway())).hasToString("http://127.0.0.1:8080");
        assertThat(settings.publicUrl(settings.gateway())).hasToString("http://localhost:8080");
    }

    @Test
    void mailsLieInTheHomeAndLeadToTheGateway() {
        assertThat(settings(Map.of()).mails()).isEqualTo(settings(Map.of()).home().resolve("mail"));
        assertThat(settings(Map.of()).publicGateway()).hasToString("http://localhost:8080");
        MarketSettings chosen =
                settings(
                        Map.of(
                                "MAIL_DIRECTORY",
                                "/var/mail/market",
                                "MARKET_PUBLIC_URL",
                                "https://market.example"));
        assertThat(chosen.mails()).isEqualTo(Path.of("/var/mail/market"));
        assertThat(chosen.publicGateway()).hasToString("https://market.example");
    }

    @Test
    void aMarketOnOneAddressIsReachedThere() {
        MarketSettings settings = settings(Map.of("CHOSAO_HOST", "::1"));

        assertThat(settings.url(settings.gateway())).hasToString("http://[::1]:8080");
        assertThat(settings.publicUrl(settings.gateway())).hasToString("http://[::1]:8080");
        assertThat(settings.publicStripeSandbox()).hasToString("http://[::1]:12111");
    }

    @Test
    void anAddressOfAnotherMachineIsNamed() {
        assertThatThrownBy(() -> settings(Map.of("CHOSAO_HOST", "192.0.2.1")).gateway())
                .isInstanceOf(StartFailure.class)
                .hasMessage("CHOSAO_HOST: 192.0.2.1 (expected: an address of this machine)");
    }

    @Test
    void buyersMayBeToldAnotherAddressOfTheSandbox() {
        MarketSettings settings =
                settings(
                        Map.of(
                                "CHOSAO_HOST",
                                "0.0.0.0",
                                "STRIPE_PUBLIC_API_BASE",
                                "http://market.lan:12111"));

        assertThat(settings.publicStripeSandbox()).hasToString("http://market.lan:12111");
    }

    @Test
    void opensSampleAccountsOnlyWhereNobodyElseComesInAndNoRealMoneyMoves() {
        assertThat(settings(Map.of()).opensSampleAccounts()).isTrue();
        assertThat(settings(Map.of("CHOSAO_HOST", "::1")).opensSampleAccounts()).isTrue();
        assertThat(settings(Map.of("CHOSAO_HOST", "0.0.0.0")).opensSampleAccounts()).isFalse();
        assertThat(settings(Map.of("TRUSTED_PROXIES", "127.0.0.1")).opensSampleAccounts())
                .isFalse();
        assertThat(
                        settings(Map.of("STRIPE_API_KEY", "sk", "STRIPE_WEBHOOK_SECRET", "whsec"))
                                .opensSampleAccounts())
                .isFalse();
        assertThat(
                        settings(Map.of("CHOSAO_HOST", "0.0.0.0", "SAMPLE_ACCOUNTS", "true"))
                                .opensSampleAccounts())
                .isTrue();
        assertThat(settings(Map.of("SAMPLE_ACCOUNTS", "false")).opensSampleAccounts()).isFalse();
        assertThat(settings(Map.of()).loadsSampleGoods()).isTrue();
        assertThat(settings(Map.of("CHOSAO_HOST", "0.0.0.0")).loadsSampleGoods()).isFalse();
        assertThat(settings(Map.of("SAMPLE_GOODS", "false")).loadsSampleGoods()).isFalse();
        assertThatThrownBy(() -> settings(Map.of("SAMPLE_ACCOUNTS", "yes")).opensSampleAccounts())
                .hasMessage("SAMPLE_ACCOUNTS: yes (expected: true or false)");
    }

    private static MarketSettings settings(Map<String, String> environment) {
        return new MarketSettings(Path.of("/tmp/market"), environment);
    }
}
