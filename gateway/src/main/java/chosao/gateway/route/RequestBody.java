package chosao.gateway.route;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * The body of a request as it comes in, until the request is answered. Its parts are copied
 * together: a part that came alone would hold on to the whole buffer it was received in.
 */
final class RequestBody {

    private static final int EXPECTED_BYTES = 1024;

    private final BodyMemory memory;
    private final BodyMemory.Share share;
    private final int maxBytes;
    private final ByteBuf bytes;
    private int taken;

    RequestBody(ByteBufAllocator allocator, BodyMemory memory, String client, int maxBytes) {
        this.memory = memory;
        this.share = memory.open(client);
        this.maxBytes = maxBytes;
        this.bytes = allocator.buffer(EXPECTED_BYTES);
    }

    int size() {
        return taken;
    }

    /** The most bytes that this body may have. */
    int maxBytes() {
        return maxBytes;
    }

    /** How many bodies its client has under way, this one among them. */
    int bodiesOfClient() {
        return share.bodies();
    }

    /** Adds a copy of the part, unless there is no memory left for it. */
    boolean add(ByteBuf part) {
        int length = part.readableBytes();
        if (!memory.take(share, length, taken + length)) {
            return false;
        }
        taken += length;
        bytes.writeBytes(part);
        return true;
    }

    /** All that has come. Whoever keeps it must retain it. */
    ByteBuf bytes() {
        return bytes;
    }

    void release() {
        memory.close(share, taken);
        bytes.release();
    }
}
