package chosao.local.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir Path home;

    @Test
    void aSecretIsMadeOnceAndKept() {
        String made = new Secrets(home.resolve("secrets")).get("INTERNAL_TOKEN");

        assertThat(made).hasSizeGreaterThan(40);
        assertThat(new Secrets(home.resolve("secrets")).get("INTERNAL_TOKEN")).isEqualTo(made);
    }

    @Test
    void onlyTheOwnerMayReadTheFile() throws IOException {
        Secrets secrets = new Secrets(home.resolve("secrets"));
        secrets.get("FIRST");
        secrets.get("SECOND", "whsec_");

        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(home.resolve("secrets"))))
                .isEqualTo("rw-------");
        assertThat(home.toFile().list()).hasSize(1);
    }

    @Test
    void aSecretTellsItsKindByHowItBegins() {
        assertThat(new Secrets(home.resolve("secrets")).get("STRIPE_API_KEY", "sk_test_"))
                .matches("sk_test_[A-Za-z0-9]{43}");
    }
}
