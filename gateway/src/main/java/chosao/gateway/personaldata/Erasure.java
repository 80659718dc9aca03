package chosao.gateway.personaldata;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account that was erased here, of which orders has to be told.
 *
 * @param dueAt when orders is to be told next; while it is being told, when the lease ends
 * @param doneAt when orders had nothing left to erase
 */
@MappedEntity("erasures")
record Erasure(
        @Id UUID accountId,
        Instant erasedAt,
        Instant dueAt,
        int attempts,
        @Nullable Instant doneAt) {}
