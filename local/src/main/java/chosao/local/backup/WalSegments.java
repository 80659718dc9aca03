package chosao.local.backup;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files of the write-ahead log from the start of a base backup to its end, by the names that
 * PostgreSQL gives them ({@code XLogFileName} in its {@code xlog_internal.h}).
 */
final class WalSegments {

    private static final long BYTES_PER_HIGH_NUMBER = 0x1_0000_0000L;

    private static final Pattern START =
            Pattern.compile("START WAL LOCATION: (\\S+) \\(file ([0-9A-F]{8})[0-9A-F]{16}\\)");

    private WalSegments() {}

    /**
     * @param label the content of {@code backup_label}, which says where the backup starts
     * @param stop where it ends, as {@code pg_backup_stop} says: the byte behind its last record
     * @param segmentBytes the size of one file
     */
    static List<String> between(String label, String stop, long segmentBytes) {
        Matcher start = START.matcher(label);
        if (!start.find()) {
            throw new IllegalArgumentException("no start in the backup label: " + label);
        }
        long timeline = Long.parseLong(start.group(2), 16);
        long last = (position(stop) - 1) / segmentBytes;
        List<String> names = new ArrayList<>();
        for (long number = position(start.group(1)) / segmentBytes; number <= last; number++) {
            long perHighNumber = BYTES_PER_HIGH_NUMBER / segmentBytes;
            names.add(
                    String.format(
                            Locale.ROOT,
                            "%08X%08X%08X",
                            timeline,
                            number / perHighNumber,
                            number % perHighNumber));
        }
        return names;
    }

    /** {@code 16/B374D848}: two halves of 32 bits, in hexadecimal digits. */
    private static long position(String lsn) {
        int slash = lsn.indexOf('/');
        return (Long.parseLong(lsn.substring(0, slash), 16) << 32)
                | Long.parseLong(lsn.substring(slash + 1), 16);
    }
}
