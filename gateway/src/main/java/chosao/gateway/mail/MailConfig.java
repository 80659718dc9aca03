package chosao.gateway.mail;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How mails leave.
 *
 * @param from the address that they come from
 * @param directory where they are written as files while there is no {@code smtpHost}
 * @param publicUrl where people reach the market: what links in mails begin with
 * @param smtpHost the server that takes them; none or empty if they are written as files
 * @param smtpEncryption {@code starttls}, {@code tls} (from the first byte, RFC 8314) or {@code
 *     none}
 * @param smtpUser empty where the server asks nobody who they are
 * @param timeout of connecting to the server, and of each of its answers
 */
@ConfigurationProperties("gateway.mail")
record MailConfig(
        @NotNull @Email String from,
        @NotNull Path directory,
        @NotNull URI publicUrl,
        @Nullable String smtpHost,
        @Bindable(defaultValue = "587") @Min(1) @Max(65_535) int smtpPort,
        @Bindable(defaultValue = "starttls") @NotNull Encryption smtpEncryption,
        @Nullable String smtpUser,
        @Nullable String smtpPassword,
        @Bindable(defaultValue = "10s") @NotNull Duration timeout) {

    enum Encryption {
        STARTTLS,
        TLS,
        NONE
    }

    boolean usesSmtp() {
        return isSet(smtpHost);
    }

    boolean authenticates() {
        return isSet(smtpUser);
    }

    private static boolean isSet(@Nullable String value) {
        return value != null && !value.isBlank();
    }

    @Override
    public String toString() {
        return "MailConfig[smtpHost=%s, directory=%s]".formatted(smtpHost, directory);
    }
}
