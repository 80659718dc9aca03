package chosao.catalog.producer;

import chosao.catalog.region.Region;
import chosao.kernel.security.Caller;
import chosao.kernel.security.Roles;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Transient;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who makes goods and answers for them.
 *
 * @param kind the word of a {@link ProducerKind}
 * @param ownerAccount the account that keeps it; null while nobody has claimed it
 * @param version grows with every change
 * @param sample whether it came with the program
 */
@MappedEntity("producers")
public record Producer(
        @Id UUID id,
        String name,
        String kind,
        @Nullable String taxCode,
        String regionEdition,
        String regionCode,
        @Nullable String address,
        @Nullable String description,
        @Nullable UUID ownerAccount,
        long version,
        Instant createdAt,
        boolean sample) {

    @Transient
    public Region.Id region() {
        return new Region.Id(regionEdition, regionCode);
    }

    /** Whether those of its products that are not on sale are shown to the caller. */
    public boolean showsUnlistedTo(@Nullable Caller caller) {
        return caller != null && (isKeptBy(caller) || caller.is(Roles.CERTIFIER));
    }

    /** Whether the caller may change it and its products. */
    public boolean isKeptBy(Caller caller) {
        return belongsTo(caller) || caller.is(Roles.ADMIN);
    }

    /** Whether the caller acts for it: as its owner, or as a member of its staff. */
    public boolean belongsTo(Caller caller) {
        return caller.accountId().equals(ownerAccount) || caller.isStaffOf(id);
    }

    /** The same, as it is after a change. */
    Producer atNextVersion() {
        return new Producer(
                id,
                name,
                kind,
                taxCode,
                regionEdition,
                regionCode,
                address,
                description,
                ownerAccount,
                version + 1,
                createdAt,
                sample);
    }
}
