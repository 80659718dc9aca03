package chosao.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import chosao.catalog.certificate.Certificate;
import chosao.catalog.certificate.Certificates;
import chosao.catalog.testing.Fixture;
import chosao.catalog.testing.RunningCatalog;
import io.micronaut.transaction.SynchronousTransactionManager;
import io.micronaut.transaction.TransactionOperations;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Certificates of sample goods, which are recorded in one go and move with the calendar. */
class SampleCertificateIT {

    private final Certificates certificates =
            RunningCatalog.get().context().getBean(Certificates.class);
    private final TransactionOperations<?> transactions =
            RunningCatalog.get().context().getBean(SynchronousTransactionManager.class);
    private final UUID product = UUID.fromString(Fixture.aProductOf(Fixture.aProducer()).at("id"));
    private final LocalDate first = LocalDate.of(2024, 3, 1);
    private final LocalDate second = LocalDate.of(2026, 3, 1);
    private final List<UUID> ids = List.of(UUID.randomUUID(), UUID.randomUUID());

    @Test
    void renewalsThatAreRecordedTogetherSupersedeEachOther() {
        transactions.executeWrite(_ -> {
            certificates.recordAll(moved(0));
            return true;
        });

        assertThat(lastDays()).containsExactly(second.minusDays(1), second.plusMonths(36));
    }

    @Test
    void renewalsThatMoveStillSupersedeEachOther() {
        transactions.executeWrite(_ -> {
            certificates.recordAll(moved(0));
            return true;
        });

        for (int days : List.of(1, 40, 1096, -365, 0)) {
            transactions.executeWrite(_ -> {
                certificates.moveSample(moved(days));
                return true;
            });

            assertThat(lastDays())
                    .containsExactly(
                            second.plusDays(days).minusDays(1),
                            second.plusDays(days).plusMonths(36));
        }
    }

    private List<LocalDate> lastDays() {
        return certificates.of(product).stream().map(Certificate::expiresOn).toList();
    }

    private List<Certificate> moved(int days) {
        return List.of(
                certificate(ids.getFirst(), first.plusDays(days)),
                certificate(ids.getLast(), second.plusDays(days)));
    }

    private Certificate certificate(UUID id, LocalDate issuedOn) {
        var lastDay = issuedOn.plusMonths(36);
        return new Certificate(
                id,
                product,
                "148/2023",
                4,
                null,
                false,
                "province",
                null,
                null,
                null,
                issuedOn,
                lastDay,
                lastDay,
                null,
                "36 months",
                true,
                Instant.EPOCH,
                null,
                null,
                null,
                null,
                null,
                true);
    }
}
