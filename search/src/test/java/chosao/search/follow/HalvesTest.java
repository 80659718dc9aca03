package chosao.search.follow;

import static org.assertj.core.api.Assertions.assertThat;

import chosao.kernel.feed.Change;
import chosao.kernel.feed.FeedPage;
import chosao.search.FeedDouble;
import chosao.search.index.AvailabilityFields;
import chosao.search.index.Card;
import chosao.search.index.ProductFields;
import chosao.search.index.ProductFields.Days;
import io.micronaut.context.ApplicationContext;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What search makes of the feeds' JSON, read from samples of it. */
class HalvesTest {

    private static ApplicationContext context;

    @BeforeAll
    static void start() {
        context =
                ApplicationContext.run(
                        Map.<String, Object>of(
                                "market.internal.token",
                                FeedDouble.TOKEN,
                                "search.feeds.token",
                                FeedDouble.TOKEN));
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @Test
    void readsAProductOfCatalog() throws IOException {
        var fields = (ProductFields) half("catalog-change.json").fields();

        assertThat(fields.version()).isEqualTo(7);
        assertThat(fields.listed()).isTrue();
        assertThat(Objects.requireNonNull(fields.name()).marked())
                .isEqualTo("^ trà hoa vàng ba chẽ");
        assertThat(fields.name().plain()).isEqualTo("^ tra hoa vang ba che");
        assertThat(fields.place()).contains("ba che", "thi tran", "quang ninh");
        assertThat(fields.category()).contains("tra tu thuc vat khac", "infusions");
        assertThat(fields.regions()).containsExactly("06978", "22", "@06970");
        assertThat(fields.categories()).containsExactly("QD26-12", "I.5", "I");
        assertThat(fields.price()).isEqualTo(150_000);
        assertThat(fields.listedAt()).isEqualTo("2026-11-20T02:00:00Z");
    }

    @Test
    void countsOnlyCertificatesThatOpenTheGate() throws IOException {
        var fields = (ProductFields) half("catalog-change.json").fields();
        var validity = Objects.requireNonNull(fields.validity());

        assertThat(validity.any())
                .containsExactly(
                        new Days("2025-01-17", "2028-01-17"), new Days("2022-01-17", "2025-01-16"));
        assertThat(validity.stars5()).containsExactly(new Days("2025-01-17", "2028-01-17"));
        assertThat(validity.stars4()).containsExactly(new Days("2022-01-17", "2025-01-16"));
        assertThat(validity.stars3()).isEmpty();

        var card = Objects.requireNonNull(fields.card());
        assertThat(card.starsOn(LocalDate.of(2025, 1, 16))).hasValue(4);
        assertThat(card.starsOn(LocalDate.of(2025, 1, 17))).hasValue(5);
        assertThat(card.starsOn(LocalDate.of(2028, 1, 17))).hasValue(5);
        assertThat(card.starsOn(LocalDate.of(2028, 1, 18))).isEmpty();
        assertThat(card.region())
                .isEqualTo(new Card.Place("06978", "Xã Ba Chẽ", "Tỉnh Quảng Ninh"));
    }

    @Test
    void readsAnAvailabilityOfOrders() throws IOException {
        assertThat(half("orders-change.json").fields())
                .isEqualTo(new AvailabilityFields(3, true, 41));
    }

    private static Half half(String sample) throws IOException {
        var json = context.getBean(JsonMapper.class);
        try (var page = Objects.requireNonNull(HalvesTest.class.getResourceAsStream(sample))) {
            List<Change> changes =
                    Objects.requireNonNull(json.readValue(page, FeedPage.class)).items();
            return context.getBean(Halves.class).of(changes.getFirst()).orElseThrow();
        }
    }
}
