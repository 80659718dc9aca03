package chosao.local.backup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WalSegmentsTest {

    private static final long SEGMENT = 16 << 20;

    @Test
    void aBackupWithinOneFileNeedsThatFile() {
        assertThat(WalSegments.between(label("0/3000028", 3), "0/3000158", SEGMENT))
                .containsExactly("000000010000000000000003");
    }

    /** The byte behind the last record may be the first of the next file, which is not needed. */
    @Test
    void aBackupThatEndsWithAFileNeedsNoMore() {
        assertThat(WalSegments.between(label("0/3000028", 3), "0/4000000", SEGMENT))
                .containsExactly("000000010000000000000003");
    }

    @Test
    void theNumbersGoOnBehindTheLastOfAHighNumber() {
        assertThat(WalSegments.between(label("1/FE000028", 0xFE), "2/1000100", SEGMENT))
                .containsExactly(
                        "0000000100000001000000FE",
                        "0000000100000001000000FF",
                        "000000010000000200000000",
                        "000000010000000200000001");
    }

    private static String label(String start, int file) {
        return """
        START WAL LOCATION: %s (file 0000000100000001%08X)
        CHECKPOINT LOCATION: 0/3000060
        BACKUP METHOD: streamed
        """
                .formatted(start, file);
    }
}
