package chosao.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BodyMemoryTest {

    private static final int KIB = 1024;
    private static final int LARGE = 17 * KIB;

    private final BodyMemory memory = new BodyMemory(16 * 1024 * KIB, 8 * 1024 * KIB, 16);

    @Test
    void givesAClientThatIsAloneAPart() {
        assertThat(fill("a", KIB)).isEqualTo(16 * 1024 / 17);
    }

    @Test
    void leavesRoomForEachNewClient() {
        for (int client = 0; client < 50; client++) {
            assertThat(fill("client " + client, KIB)).as("client %d", client).isGreaterThan(32);
        }
    }

    @Test
    void letsLargeBodiesTakeNothingOfWhatIsKeptForSmallOnes() {
        for (int client = 0; client < 1_000; client++) {
            fill("client " + client, LARGE);
        }

        assertThat(fill("another", LARGE)).isZero();
        assertThat(fill("another", BodyMemory.SMALL_BYTES)).isGreaterThan(16);
    }

    @Test
    void takesNothingForABodyThatItRefuses() {
        var share = memory.open("a");
        assertThat(memory.take(share, 16 * 1024 * KIB, KIB)).isFalse();

        assertThat(fill("a", KIB)).isEqualTo(16 * 1024 / 17);
    }

    @Test
    void givesAgainWhatWasGivenBack() {
        var share = memory.open("a");
        memory.take(share, 512 * KIB, KIB);
        assertThat(fill("a", KIB)).isLessThan(512);

        memory.close(share, 512 * KIB);

        assertThat(fill("a", KIB)).isGreaterThan(500);
    }

    /** Opens bodies of this size until one is refused; how many were not. */
    private int fill(String client, int size) {
        int bodies = 0;
        while (memory.take(memory.open(client), size, size)) {
            bodies++;
        }
        return bodies;
    }
}
