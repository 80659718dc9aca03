package chosao.gateway.admin;

import static chosao.kernel.problem.KernelProblem.INVALID_REQUEST;

import chosao.kernel.security.Grant;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The roles of an account, all of them. */
@Serdeable
@Schema(
        name = "Roles",
        example =
                """
                {"roles": [{"role": "buyer"}, {"role": "certifier", "region": "22"}]}
                """)
record GrantList(@NotNull @Size(max = MOST) List<@NotNull Grant> roles) {

    /** As many as an access token can carry within the headers that the gateway takes. */
    static final int MOST = 30;

    static GrantList of(Set<Grant> grants) {
        return new GrantList(List.copyOf(grants));
    }

    /**
     * The grants, if each can be had and none is there twice.
     *
     * @throws chosao.kernel.problem.ProblemException {@code invalid-request} that names each fault
     */
    Set<Grant> checked() {
        return checked(roles);
    }

    static Set<Grant> checked(List<Grant> roles) {
        var refusal = INVALID_REQUEST.with();
        var seen = new HashSet<Grant>();
        boolean wrong = false;
        for (int i = 0; i < roles.size(); i++) {
            var grant = roles.get(i);
            var field = grant.wrongField();
            if (field.isPresent()) {
                refusal.field(
                        "/roles/" + i + '/' + field.get(),
                        field.get().equals("role") ? "field.no-role" : "field.no-scope");
                wrong = true;
            } else if (!seen.add(grant)) {
                refusal.field("/roles/" + i, "field.repeated");
                wrong = true;
            }
        }
        if (wrong) {
            throw refusal;
        }
        return seen;
    }
}
