package chosao.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void aPortSomeoneListensOnIsNotFreeAndItsHolderIsFound() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Ports.isFree("127.0.0.1", socket.getLocalPort())).isFalse();
            assertThat(Ports.holder(socket.getLocalPort())).hasValue(ProcessHandle.current());
        }
    }

    @Test
    void aFreePortHasNoHolder() {
        int port = Ports.free();

        assertThat(Ports.isFree("127.0.0.1", port)).isTrue();
        assertThat(Ports.holder(port)).isEmpty();
    }

    @Test
    void ofSeveralFreePortsNoneComesTwice() {
        assertThat(Ports.free(100)).doesNotHaveDuplicates().hasSize(100);
    }
}
