package chosao.catalog.sample;

import chosao.catalog.product.Variant;
import chosao.kernel.money.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What goods of a product set plausibly cost. Invented.
 *
 * @param variant the first pack; its price lies between {@code from} and {@code to}
 * @param largerVariant a larger pack, null where there is none
 * @param largerPercent the larger pack's price in per cent of the first
 */
record SamplePrice(
        String category,
        String variant,
        int weightGrams,
        long from,
        long to,
        @Nullable String largerVariant,
        @Nullable Integer largerWeightGrams,
        @Nullable Integer largerPercent) {

    private static final long STEP = 1_000;

    /** Knuth's multiplier (The Art of Computer Programming 6.4): spreads consecutive numbers. */
    private static final long SPREAD = 2_654_435_761L;

    /** The variants of a row's product, the same on every machine. */
    List<Variant> variants(int row, UUID product) {
        long steps = (to - from) / STEP + 1;
        long price = from + ((row * SPREAD) >>> 8) % steps * STEP;
        var variants = new ArrayList<Variant>();
        variants.add(form(row, product, 0, variant, price, weightGrams));
        if (largerVariant != null && largerWeightGrams != null && largerPercent != null) {
            long larger = price * largerPercent / 100 / STEP * STEP;
            variants.add(form(row, product, 1, largerVariant, larger, largerWeightGrams));
        }
        return variants;
    }

    private static Variant form(
            int row, UUID product, int position, String name, long price, int weightGrams) {
        return new Variant(
                "MAU-%04d-%d".formatted(row, position + 1),
                product,
                position,
                name,
                price,
                Money.VND.getCurrencyCode(),
                weightGrams);
    }
}
