package chosao.catalog.council;

import static chosao.kernel.problem.KernelProblem.INVALID_REQUEST;

import chosao.catalog.CatalogEvent;
import chosao.catalog.CatalogProblem;
import chosao.catalog.certificate.Certificate;
import chosao.catalog.certificate.Certificates;
import chosao.catalog.certificate.Recording;
import chosao.catalog.product.ProductFeed;
import chosao.catalog.product.Products;
import chosao.catalog.programme.Authority;
import chosao.catalog.programme.Edition;
import chosao.catalog.programme.Edition.Band;
import chosao.catalog.programme.Programme;
import chosao.catalog.region.Level;
import chosao.catalog.region.Region;
import chosao.catalog.region.Regions;
import chosao.kernel.clock.MarketCalendar;
import chosao.kernel.event.EventLog;
import chosao.kernel.id.TimeOrderedId;
import chosao.kernel.problem.ProblemException;
import chosao.kernel.security.Caller;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Records what councils decide, by the rules in force on the day of the decision. Thread-safe. */
@Singleton
class Decisions {

    /**
     * For how long a screening result is kept in view. The decisions name no term, as nobody gets a
     * certificate for it; it is that of the certificates of its edition.
     */
    private static final int SCREENING_MONTHS = 36;

    /**
     * How far ahead a decision may be recorded. Councils meet twice a year, so the next decision is
     * known by then; a later day is a slip.
     */
    private static final int MONTHS_AHEAD = 12;

    private final Products products;
    private final Certificates certificates;
    private final ProductFeed feed;
    private final Programme programme;
    private final Regions regions;
    private final MarketCalendar calendar;
    private final Clock clock;
    private final EventLog events;

    Decisions(
            Products products,
            Certificates certificates,
            ProductFeed feed,
            Programme programme,
            Regions regions,
            MarketCalendar calendar,
            Clock clock,
            EventLog events) {
        this.products = products;
        this.certificates = certificates;
        this.feed = feed;
        this.programme = programme;
        this.regions = regions;
        this.calendar = calendar;
        this.clock = clock;
        this.events = events;
    }

    /**
     * Records a decision; with enough stars it opens the gate for its product from its first day
     * on, and supersedes the certificate that has some of its days. Nobody decides on what they
     * sell themselves.
     */
    @Transactional
    Certificate grant(Caller certifier, NewCertificate decision) {
        var edition = editionOf(decision);
        var band = bandOf(decision, edition);
        var region = issuingRegionOf(decision);
        if (!products.lock(decision.productId())) {
            throw CatalogProblem.PRODUCT_NOT_FOUND.with(decision.productId());
        }
        requireScope(certifier, decision.productId());
        if (products.belongsTo(certifier, decision.productId())) {
            throw CatalogProblem.OWN_PRODUCT.with();
        }
        var months = band.certificateMonths();
        var lastDay = decision.issuedOn().plusMonths(months == null ? SCREENING_MONTHS : months);
        var certificate =
                new Certificate(
                        TimeOrderedId.next(),
                        decision.productId(),
                        edition.code(),
                        decision.stars(),
                        decision.score(),
                        edition.isPassedOn(band, decision.score()),
                        decision.level().word(),
                        region == null ? null : region.edition(),
                        region == null ? null : region.code(),
                        decision.decisionNumber(),
                        decision.issuedOn(),
                        lastDay,
                        lastDay,
                        null,
                        months == null
                                ? "screening result under " + edition.decision()
                                : months + " months under " + edition.decision(),
                        months != null,
                        clock.instant(),
                        certifier.accountId(),
                        null,
                        null,
                        null,
                        null,
                        false);
        if (certificates.record(certificate) instanceof Recording.Conflicting(var recorded)) {
            throw CatalogProblem.CERTIFICATE_OVERLAP.with(
                    String.valueOf(recorded.decisionNumber()), recorded.issuedOn());
        }
        noteOrigin(decision.productId(), region);
        feed.tellChanged(List.of(decision.productId()));
        record(CatalogEvent.CERTIFICATE_GRANTED, certificate);
        return certificate;
    }

    /** A decision of the former map tells which of the units that were merged a product is from. */
    private void noteOrigin(UUID product, Region.@Nullable Id issuing) {
        if (issuing == null) {
            return;
        }
        var unit = regions.get(issuing);
        if (!regions.isCurrent(unit) && regions.wentTo(unit, products.provinceOf(product))) {
            products.originate(product, issuing);
        }
    }

    /** Revokes a certificate from today on. */
    @Transactional
    Certificate revoke(Caller certifier, UUID id, String reason) {
        var product =
                certificates
                        .find(id)
                        .map(Certificate::productId)
                        .orElseThrow(() -> CatalogProblem.CERTIFICATE_NOT_FOUND.with(id));
        products.lock(product);
        requireScope(certifier, product);
        if (!certificates.revoke(
                id, calendar.today(), reason, clock.instant(), certifier.accountId())) {
            throw CatalogProblem.CERTIFICATE_ALREADY_REVOKED.with();
        }
        feed.tellChanged(List.of(product));
        var revoked = certificates.find(id).orElseThrow();
        record(CatalogEvent.CERTIFICATE_REVOKED, revoked);
        return revoked;
    }

    private void record(CatalogEvent event, Certificate certificate) {
        events.record(
                event,
                "certificate",
                certificate.id(),
                "product",
                certificate.productId(),
                "stars",
                certificate.stars(),
                "issued",
                certificate.issuedOn(),
                "expires",
                certificate.expiresOn(),
                "revoked",
                certificate.revokedOn());
    }

    /** A province's office decides on that province's goods, the office at the centre on all. */
    private void requireScope(Caller certifier, UUID product) {
        var province = products.provinceOf(product);
        if (!certifier.certifiesFor(province.code())) {
            throw CatalogProblem.OTHER_PROVINCE
                    .with(province.name(), province.code())
                    .member("region", province.code());
        }
    }

    private Edition editionOf(NewCertificate decision) {
        var issuedOn = decision.issuedOn();
        if (issuedOn.isAfter(calendar.today().plusMonths(MONTHS_AHEAD))) {
            throw invalid("/issuedOn", "field.too-far-ahead", MONTHS_AHEAD);
        }
        var edition =
                programme
                        .on(issuedOn)
                        .orElseThrow(() -> invalid("/issuedOn", "field.before-programme"));
        var named = decision.edition();
        if (named != null && !named.equals(edition.code()) && !named.equals(edition.decision())) {
            throw invalid("/edition", "field.other-edition", edition.code());
        }
        return edition;
    }

    private static Band bandOf(NewCertificate decision, Edition edition) {
        var band =
                edition.band(decision.stars())
                        .orElseThrow(() -> invalid("/stars", "field.no-such-stars"));
        if (!band.holds(decision.score()) && !edition.isPassedOn(band, decision.score())) {
            throw misscored(band, edition);
        }
        var authority = band.authority();
        if (authority != null && authority != decision.level()) {
            throw invalid(
                    "/level",
                    "field.decided-by-" + authority.word(),
                    decision.stars(),
                    edition.code());
        }
        return band;
    }

    private static ProblemException misscored(Band band, Edition edition) {
        var least = band.from().stripTrailingZeros().toPlainString();
        return band.below() == null
                ? invalid("/score", "field.score-at-least", band.stars(), edition.code(), least)
                : invalid(
                        "/score",
                        "field.score-between",
                        band.stars(),
                        edition.code(),
                        least,
                        band.below().stripTrailingZeros().toPlainString());
    }

    private Region.@Nullable Id issuingRegionOf(NewCertificate decision) {
        var code = decision.issuingRegion();
        if (code == null) {
            if (decision.level() == Authority.CENTRE) {
                return null;
            }
            throw invalid("/issuingRegion", "field.unsigned");
        }
        var region =
                regions.on(decision.issuedOn(), code)
                        .orElseThrow(() -> invalid("/issuingRegion", "field.no-region-then"));
        boolean fits =
                switch (decision.level()) {
                    case DISTRICT -> region.level() == Level.DISTRICT;
                    case PROVINCE -> region.level() == Level.PROVINCE;
                    case CENTRE -> true;
                };
        if (!fits) {
            throw invalid("/issuingRegion", "field.no-" + decision.level().word());
        }
        return region.id();
    }

    private static ProblemException invalid(String pointer, String reason, Object... arguments) {
        return INVALID_REQUEST.with().field(pointer, reason, arguments);
    }
}
