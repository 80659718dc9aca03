package chosao.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FeedIT {

    private static final int WRITERS = 2;
    private static final int PRODUCTS_OF_A_WRITER = 12;
    private static final int KILLS = 2;

    private final Market market = Market.open();

    /**
     * Kills come at moments nobody chose, while products are made, listed and repriced. What then
     * stands in the index must be what catalog says, product for product.
     */
    @Test
    void searchKilledAgainAndAgainEndsWithWhatCatalogHas() throws Exception {
        List<Goods> written = writeWhileKilled(Part.SEARCH);

        for (Goods goods : written) {
            market.await(
                    "search shows " + goods,
                    () ->
                            market.search()
                                    .find(goods)
                                    .map(item -> item.at("/price/amount").longValue())
                                    .equals(Optional.of(goods.price())));
        }
        assertThat(written).hasSize(WRITERS * PRODUCTS_OF_A_WRITER).allSatisfy(this::isOneAndSame);
    }

    @Test
    void ordersKilledAgainAndAgainSellsAtTheNewestPrice() throws Exception {
        List<Goods> written = writeWhileKilled(Part.ORDERS);

        Cart cart = Buyer.signedOut(market).cart();
        for (Goods goods : written) {
            market.await("orders offers " + goods, () -> priceIn(cart, goods) == goods.price());
        }
    }

    /** Catalog's product and search's document say the same. */
    private void isOneAndSame(Goods goods) {
        JsonNode product =
                market.gateway().get("/api/v1/products/" + goods.productId()).expect(200).json();
        List<JsonNode> documents =
                market.search().find(goods.name()).stream()
                        .filter(item -> item.path("id").asText().equals(goods.productId()))
                        .toList();

        assertThat(documents).hasSize(1);
        JsonNode document = documents.getFirst();
        assertThat(document.path("name")).isEqualTo(product.path("name"));
        assertThat(document.path("price")).isEqualTo(product.at("/variants/0/price"));
        assertThat(document.path("stars").longValue())
                .isEqualTo(product.at("/certificate/stars").longValue());
        assertThat(document.at("/producer/id")).isEqualTo(product.at("/producer/id"));
        assertThat(document.at("/region/code")).isEqualTo(product.at("/region/code"));
        assertThat(document.at("/category/code")).isEqualTo(product.at("/category/code"));
    }

    private List<Goods> writeWhileKilled(Part part) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> kills =
                    threads.submit(() -> {
                        for (int i = 0; i < KILLS; i++) {
                            market.kill(part);
                            market.start(part);
                        }
                    });
            List<Future<List<Goods>>> writers =
                    Stream.generate(() -> threads.submit(() -> write(kills::isDone)))
                            .limit(WRITERS)
                            .toList();
            List<Goods> written = new ArrayList<>();
            for (Future<List<Goods>> writer : writers) {
                written.addAll(writer.get());
            }
            kills.get();
            return written;
        }
    }

    /**
     * Makes products, lists them, and changes their prices again and again; gives them as they were
     * left.
     */
    private List<Goods> write(BooleanSupplier enough) {
        Producer producer = Producer.newcomer(market);
        Certifier certifier = market.certifier();
        List<Goods> written = new ArrayList<>();
        for (int i = 0; i < PRODUCTS_OF_A_WRITER; i++) {
            Goods goods = producer.makes();
            certifier.certifies(goods, 4, market.today().minusYears(1)).expect(201);
            producer.lists(goods).expect(200);
            written.add(goods);
        }
        do {
            written.replaceAll(goods -> producer.reprices(goods, market.uniquePrice()));
        } while (!enough.getAsBoolean());
        return written;
    }

    private long priceIn(Cart cart, Goods goods) {
        cart.put(goods, 1);
        for (JsonNode item : cart.get().expect(200).json().path("items")) {
            if (item.path("sku").asText().equals(goods.sku())) {
                return item.at("/price/amount").longValue();
            }
        }
        return -1;
    }
}
