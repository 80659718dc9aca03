package chosao.catalog.sample;

import static java.util.Comparator.comparingInt;

import chosao.catalog.sample.SampleRow.Status;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Which goods of the sample stand as renewed, and since when. Most certificates in the sources have
 * run out, and those that have not are mostly of two provinces; so that newcomers find something
 * everywhere, some of the others get a certificate that is made up, and says so in its decision's
 * number.
 *
 * <p>The rule, which gives the same on every machine:
 *
 * <ol>
 *   <li>the goods that the programme is known for;
 *   <li>of each set without anything on sale, the first;
 *   <li>of each province that has only what lapsed or was revoked, the first;
 *   <li>then, until there is enough, one of the province that has least on sale, and of its goods
 *       one of the set that has least.
 * </ol>
 *
 * Of equals the smaller code or number comes first.
 */
final class Renewals {

    /** How many goods are to be on sale: a few more than 300, for months differ in length. */
    private static final int WANTED = 310;

    /** Pottery of Bát Tràng, ginseng tea of Ngọc Linh, squid sausage. */
    private static final List<Integer> FAMOUS = List.of(4, 5, 6, 7, 271, 276);

    /**
     * Between the last day of the old certificate and the first of the new: more than the few days
     * by which months differ when both move with the calendar.
     */
    private static final int GAP_DAYS = 30;

    /** Renewals are spread over the two years before the sample's day, and begin before it. */
    private static final int SPREAD_DAYS = 670;

    private static final int STEP_DAYS = 37;

    private final LocalDate today;
    private final List<SampleRow> rows;
    private final Map<Integer, LocalDate> lastDays;
    private final List<SampleRow> candidates;
    private final Map<String, Integer> onSaleByProvince = new HashMap<>();
    private final Map<String, Integer> onSaleBySet = new HashMap<>();
    private final Map<Integer, LocalDate> chosen = new LinkedHashMap<>();
    private int onSale;

    private Renewals(LocalDate today, List<SampleRow> rows, Map<Integer, LocalDate> lastDays) {
        this.today = today;
        this.rows = rows;
        this.lastDays = lastDays;
        this.candidates = new ArrayList<>(rows.stream().filter(this::mayBeRenewed).toList());
        rows.stream().filter(row -> !lastDayOf(row).isBefore(today)).forEach(this::count);
    }

    /**
     * The day of the new decision for the number of each row that gets one.
     *
     * @param today the day for which the sources' dates are right
     * @param lastDays of the certificates that the sources tell of, by the numbers of their rows;
     *     none of one that was revoked
     */
    static Map<Integer, LocalDate> of(
            LocalDate today, List<SampleRow> rows, Map<Integer, LocalDate> lastDays) {
        var renewals = new Renewals(today, rows, lastDays);
        renewals.choose();
        return renewals.chosen;
    }

    private void choose() {
        candidates.stream()
                .filter(row -> FAMOUS.contains(row.number()))
                .toList()
                .forEach(this::take);
        for (var set : new TreeSet<>(rows.stream().map(SampleRow::category).toList())) {
            if (!onSaleBySet.containsKey(set)) {
                candidates.stream()
                        .filter(row -> row.category().equals(set))
                        .findFirst()
                        .ifPresent(this::take);
            }
        }
        for (var province : new TreeSet<>(rows.stream().map(SampleRow::province).toList())) {
            boolean hope =
                    onSaleByProvince.containsKey(province)
                            || candidates.stream().anyMatch(row -> row.province().equals(province));
            if (!hope) {
                rows.stream()
                        .filter(row -> row.province().equals(province) && wasOnceCertified(row))
                        .findFirst()
                        .ifPresent(this::take);
            }
        }
        while (onSale < WANTED && !candidates.isEmpty()) {
            candidates.stream()
                    .min(
                            comparingInt((SampleRow row) ->
                                            countOf(onSaleByProvince, row.province()))
                                    .thenComparing(SampleRow::province)
                                    .thenComparingInt(row -> countOf(onSaleBySet, row.category()))
                                    .thenComparingInt(SampleRow::number))
                    .ifPresent(this::take);
        }
    }

    /** What is certified by the sources, but not so shortly ago that it would begin after today. */
    private boolean mayBeRenewed(SampleRow row) {
        return row.status() == Status.RECOGNISED
                && row.certifiedStars().isPresent()
                && lastDayOf(row).isBefore(today.minusDays(GAP_DAYS));
    }

    private static boolean wasOnceCertified(SampleRow row) {
        return row.status() == Status.LAPSED || row.status() == Status.REVOKED;
    }

    private LocalDate lastDayOf(SampleRow row) {
        return lastDays.getOrDefault(row.number(), LocalDate.MIN);
    }

    private void take(SampleRow row) {
        candidates.remove(row);
        var spread = today.minusDays(GAP_DAYS + (long) row.number() * STEP_DAYS % SPREAD_DAYS);
        var lastDay = lastDayOf(row);
        var earliest = lastDay.equals(LocalDate.MIN) ? spread : lastDay.plusDays(GAP_DAYS);
        chosen.put(row.number(), spread.isBefore(earliest) ? earliest : spread);
        count(row);
    }

    private void count(SampleRow row) {
        onSale++;
        onSaleByProvince.merge(row.province(), 1, Integer::sum);
        onSaleBySet.merge(row.category(), 1, Integer::sum);
    }

    private static int countOf(Map<String, Integer> counts, String code) {
        return counts.getOrDefault(code, 0);
    }
}
