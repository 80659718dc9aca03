package chosao.search.index;

import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What a list shows of a product, laid beside the fields that are searched, so that an answer needs
 * nothing else.
 *
 * @param price of the cheapest variant, in đồng; null while the product has none
 * @param certificates those that are not revoked; which of them counts is asked of the day
 */
public record Card(
        String id,
        String name,
        Place region,
        Label category,
        @Nullable Long price,
        Producer producer,
        @Nullable String image,
        List<Certificate> certificates) {

    /**
     * Where a product comes from.
     *
     * @param province the name of the province, where the region is a commune
     */
    public record Place(String code, String name, @Nullable String province) {}

    public record Label(String code, String name) {}

    public record Producer(String id, String name, String kind) {}

    /**
     * A certificate's stars and the days on which it holds, both included.
     *
     * @param from ISO 8601, as is {@code to}
     */
    public record Certificate(int stars, String from, String to) {

        boolean covers(LocalDate day) {
            var date = day.toString();
            return from.compareTo(date) <= 0 && date.compareTo(to) <= 0;
        }
    }

    /** The stars of the certificate that holds on that day. */
    public OptionalInt starsOn(LocalDate day) {
        return certificates.stream()
                .filter(certificate -> certificate.covers(day))
                .mapToInt(Certificate::stars)
                .findFirst();
    }
}
