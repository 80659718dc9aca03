package chosao.orders.order;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.LocalDate;

/** Draws order numbers. Two may be equal, hardly ever: the database refuses the second. */
@Singleton
public final class OrderNumbers {

    private final SecureRandom random = new SecureRandom();

    public OrderNumber draw(LocalDate day) {
        return OrderNumber.draw(day, random);
    }
}
