package chosao.catalog.council;

import chosao.catalog.certificate.Certificate;
import chosao.catalog.certificate.Certificates;
import chosao.kernel.clock.MarketCalendar;
import chosao.kernel.security.Caller;
import chosao.kernel.security.RequiresActiveToken;
import chosao.kernel.security.Roles;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.UUID;

@Controller("/api/v1/certificates")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Roles.CERTIFIER)
@RequiresActiveToken
@Tag(name = "Certificates")
class CertificateController {

    private final Decisions decisions;
    private final Certificates certificates;
    private final MarketCalendar calendar;

    CertificateController(Decisions decisions, Certificates certificates, MarketCalendar calendar) {
        this.decisions = decisions;
        this.certificates = certificates;
        this.calendar = calendar;
    }

    @Operation(
            operationId = "grantCertificate",
            summary = "Record a council's decision",
            description =
                    "Until when it is valid follows from the rules of its day; under three"
                            + " stars it is a screening result, which is kept and opens nothing."
                            + " A decision may be recorded up to twelve months before its day. A"
                            + " renewal or promotion takes the place of the certificate that has some"
                            + " of its days: that one ends on the day before, so the product stays on"
                            + " sale throughout. A province that gives the points of five stars"
                            + " grants four: the certificate says `potentialFiveStar` until the"
                            + " centre's decision supersedes it.")
    @ApiResponse(
            responseCode = "409",
            description =
                    "`certificate-overlap`: a decision of the same day or of a later one covers a"
                            + " part of the time.")
    @Status(HttpStatus.CREATED)
    @ApiResponse(
            responseCode = "403",
            description =
                    "`forbidden`; `other-province`: the product is from another province than the"
                            + " certifier's; or `own-product`: the certifier's own account sells it.")
    @ApiResponse(responseCode = "404", description = "`product-not-found`")
    @Post
    HttpResponse<CertificateView> grant(Caller caller, @Body @Valid NewCertificate decision) {
        return HttpResponse.created(view(decisions.grant(caller, decision)));
    }

    @Operation(
            operationId = "revokeCertificate",
            summary = "Revoke a certificate",
            description =
                    "From today on. Its product leaves the market within a second or two; what is paid for"
                            + " after the revocation is given back. What it superseded stays ended,"
                            + " unless it has not begun: then that one gets its days back.")
    @ApiResponse(
            responseCode = "403",
            description =
                    "`forbidden`, or `other-province`: the product is from another province than the"
                            + " certifier's.")
    @ApiResponse(responseCode = "409", description = "`certificate-already-revoked`")
    @Status(HttpStatus.CREATED)
    @Post("/{id}/revocation")
    HttpResponse<CertificateView> revoke(
            UUID id, Caller caller, @Body @Valid Revocation revocation) {
        return HttpResponse.created(view(decisions.revoke(caller, id, revocation.reason())));
    }

    private CertificateView view(Certificate certificate) {
        return CertificateView.of(
                certificate, certificates.historyOf(certificate.productId()), calendar.today());
    }
}
