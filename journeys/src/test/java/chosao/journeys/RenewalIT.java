package chosao.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A later decision takes over from the one before it, while buyers buy. */
class RenewalIT {

    private static final int MONTHS_OF_A_CERTIFICATE = 36;
    private static final int BOUGHT_BEFORE_AND_AFTER = 3;

    private final Market market = Market.open();
    private final Producer producer = Producer.sample(market);
    private final Certifier certifier = market.certifier();

    // Near midnight the day might end while this runs: then it is tomorrow that counts as today.
    private final Duration margin = Duration.ofMinutes(10);
    private final LocalDate today = ZonedDateTime.now(Market.ZONE).plus(margin).toLocalDate();

    @Test
    void renewsOnTheDayBeforeTheLast() throws Exception {
        Goods goods = lastDay(today.plusDays(1));

        renewWhileBuyersBuy(goods, () -> certifier.certifies(goods, 4, today));

        assertThat(shown(goods).text("/certificate/expiresOn"))
                .isEqualTo(today.plusMonths(MONTHS_OF_A_CERTIFICATE).toString());
        Answer history = market.gateway().get(path(goods) + "/certificates").expect(200);
        assertThat(history.text("/items/1/expiresOn")).isEqualTo(today.minusDays(1).toString());
        assertThat(history.text("/items/1/supersededBy/issuedOn")).isEqualTo(today.toString());
        assertThat(history.text("/items/0/kind")).isEqualTo("renewal");
    }

    @Test
    void renewsOnTheLastDay() throws Exception {
        Goods goods = lastDay(today);

        renewWhileBuyersBuy(goods, () -> certifier.certifies(goods, 4, today));

        assertThat(shown(goods).text("/certificate/issuedOn")).isEqualTo(today.toString());
    }

    @Test
    void renewsAfterTheLastDay() {
        Goods goods = producer.makes();
        certifier
                .certifies(goods, 4, today.minusDays(1).minusMonths(MONTHS_OF_A_CERTIFICATE))
                .expect(201);
        assertThat(producer.lists(goods).problem()).isEqualTo("certificate-expired");

        certifier.certifies(goods, 4, today).expect(201);

        producer.lists(goods).expect(200);
        producer.stocks(goods, 1);
        market.awaitsOnSale(goods);
        Buyer.signedOut(market).buys(goods, 1);
    }

    @Test
    void promotesInMidTerm() throws Exception {
        Goods goods = lastDay(today.plusYears(1));

        renewWhileBuyersBuy(goods, () -> certifier.promotes(goods, today));

        assertThat(shown(goods).text("/certificate/stars")).isEqualTo("5");
        market.await(
                "search shows five stars",
                () ->
                        market.gateway()
                                        .get("/api/v1/search?stars=5&q=" + lastWord(goods))
                                        .expect(200)
                                        .json()
                                        .path("total")
                                        .asInt()
                                == 1);
    }

    /** The services are started again with their clocks two days ahead; nothing is written. */
    @Test
    void changesOverByItselfToADecisionThatWasRecordedAhead() throws Exception {
        Goods goods = lastDay(today.plusDays(1));

        renewWhileBuyersBuy(goods, () -> certifier.promotes(goods, today.plusDays(2)));

        assertThat(shown(goods).text("/certificate/stars")).isEqualTo("4");
        market.restartAtTime(Duration.ofDays(2).plus(margin));
        try {
            assertThat(shown(goods).text("/certificate/stars")).isEqualTo("5");
            assertThat(market.search().shows(goods)).isTrue();
            Buyer.signedOut(market).buys(goods, 1);
        } finally {
            market.restartAtTime(Duration.ZERO);
        }
        assertThat(shown(goods).text("/certificate/stars")).isEqualTo("4");
    }

    private Goods lastDay(LocalDate day) {
        Goods goods = producer.sells(1_000, day.minusMonths(MONTHS_OF_A_CERTIFICATE));
        market.awaitsOnSale(goods);
        return goods;
    }

    /** Three buyers buy one after the other; none of them is ever refused. */
    private void renewWhileBuyersBuy(Goods goods, Together.Task<Answer> decision) throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger bought = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> buyers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                buyers.add(
                        threads.submit(() -> {
                            while (!done.get()) {
                                Buyer.signedOut(market).buys(goods, 1);
                                assertThat(shown(goods).text("/listed")).isEqualTo("true");
                                bought.incrementAndGet();
                            }
                        }));
            }
            try {
                market.await("some bought", () -> bought.get() >= BOUGHT_BEFORE_AND_AFTER);
                decision.call().expect(201);
                int before = bought.get();
                market.await("more bought", () -> bought.get() >= before + BOUGHT_BEFORE_AND_AFTER);
            } finally {
                done.set(true);
            }
            for (Future<?> buyer : buyers) {
                buyer.get();
            }
        }
    }

    private Answer shown(Goods goods) {
        return market.gateway().get(path(goods)).expect(200);
    }

    private static String path(Goods goods) {
        return "/api/v1/products/" + goods.productId();
    }

    private static String lastWord(Goods goods) {
        return goods.name().substring(goods.name().lastIndexOf(' ') + 1);
    }
}
