package chosao.orders.payment;

import chosao.orders.offer.CoverReviews;
import chosao.orders.offer.CoverReviews.Review;
import chosao.orders.offer.Offers;
import chosao.orders.order.Orders;
import chosao.orders.stock.Stock;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives back what was confirmed though the product was no longer covered, because this service had
 * not heard of it yet. Each order is a transaction of its own, so a revocation that concerns many
 * keeps nobody waiting, and may be cut off anywhere.
 */
@Singleton
class CoverLoss {

    private static final Logger LOG = LoggerFactory.getLogger(CoverLoss.class);

    private static final int AT_A_TIME = 200;

    private final CoverReviews reviews;
    private final Orders orders;
    private final Offers offers;
    private final Stock stock;
    private final Settlement settlement;

    CoverLoss(
            CoverReviews reviews,
            Orders orders,
            Offers offers,
            Stock stock,
            Settlement settlement) {
        this.reviews = reviews;
        this.orders = orders;
        this.offers = offers;
        this.stock = stock;
        this.settlement = settlement;
    }

    /** Makes a review. */
    void review(Review review) {
        // Whoever asked for the certificates before they changed has sold by then, or has not
        // begun.
        stock.awaitSales(review.productId());
        int givenBack = 0;
        var page = confirmedAfter(null, review.productId());
        while (!page.isEmpty()) {
            givenBack += giveBack(page, review.productId());
            page =
                    page.size() < AT_A_TIME
                            ? List.of()
                            : confirmedAfter(page.getLast().id(), review.productId());
        }
        reviews.done(review);
        if (givenBack > 0) {
            LOG.warn(
                    "Product {} lost its certificate: {} orders that were confirmed after that are given back",
                    review.productId(),
                    givenBack);
        }
    }

    private List<Orders.Confirmed> confirmedAfter(@Nullable UUID last, UUID product) {
        return orders.confirmedOf(product, last, AT_A_TIME);
    }

    private int giveBack(List<Orders.Confirmed> confirmed, UUID product) {
        var certificates = offers.certificatesOf(List.of(product)).getOrDefault(product, List.of());
        int givenBack = 0;
        for (var order : confirmed) {
            boolean covered =
                    certificates.stream()
                            .anyMatch(certificate -> certificate.covered(order.paidAt()));
            if (!covered && settlement.lapse(order.id())) {
                givenBack++;
            }
        }
        return givenBack;
    }
}
