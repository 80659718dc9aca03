package chosao.catalog.sample;

import chosao.catalog.sample.SampleRow.Status;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the files that the sample is made from. */
final class SampleFile {

    private SampleFile() {}

    static List<SampleRow> rows() {
        return read("sample_products.csv", SampleFile::row);
    }

    static Map<String, SamplePrice> prices() {
        return read("sample_prices.csv", SampleFile::price).stream()
                .collect(Collectors.toMap(SamplePrice::category, Function.identity()));
    }

    private static <T> List<T> read(String name, Function<NamedCsvRecord, T> reading) {
        var file = SampleFile.class.getResourceAsStream("/data/" + name);
        if (file == null) {
            throw new IllegalStateException("no file " + name);
        }
        try (var csv =
                CsvReader.builder()
                        .ofNamedCsvRecord(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return csv.stream().map(reading).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static SampleRow row(NamedCsvRecord row) {
        return new SampleRow(
                Integer.parseInt(row.getField("id")),
                row.getField("name_vi"),
                row.getField("product_set_by_us"),
                text(row, "producer"),
                row.getField("producer_kind_by_us"),
                text(row, "commune_at_award"),
                text(row, "district_at_award"),
                row.getField("province_at_award"),
                row.getField("province_code_2025"),
                number(row, "stars"),
                Status.valueOf(row.getField("status").toUpperCase(Locale.ROOT)),
                number(row, "year"),
                text(row, "decision"),
                day(row, "decision_date"),
                row.getField("note"));
    }

    private static SamplePrice price(NamedCsvRecord row) {
        return new SamplePrice(
                row.getField("category"),
                row.getField("variant"),
                Integer.parseInt(row.getField("weight_grams")),
                Long.parseLong(row.getField("price_from")),
                Long.parseLong(row.getField("price_to")),
                text(row, "larger_variant"),
                number(row, "larger_weight_grams"),
                number(row, "larger_price_percent"));
    }

    private static @Nullable String text(NamedCsvRecord row, String column) {
        var text = row.getField(column);
        return text.isEmpty() ? null : text;
    }

    private static @Nullable Integer number(NamedCsvRecord row, String column) {
        var text = text(row, column);
        return text == null ? null : Integer.valueOf(text);
    }

    private static @Nullable LocalDate day(NamedCsvRecord row, String column) {
        var text = text(row, column);
        return text == null ? null : LocalDate.parse(text);
    }
}
