package chosao.kernel.event;

import java.util.Locale;

/**
 * A kind of event that the operator can count. Implemented by one enum in each service, so there
 * are only as many as somebody wrote down.
 */
public interface EventType {

    /** The constant's name, as an enum gives it. */
    String name();

    /** What stands in logs and metrics: {@code ORDER_CONFIRMED} is {@code order.confirmed}. */
    default String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }
}
