package chosao.gateway.limit;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;

/** The strict limits on trying passwords and making accounts. */
@Singleton
public final class SignInLimits {

    private static final Duration PERIOD = Duration.ofMinutes(1);

    private final Limit onePassword;
    private final Limit manyAccounts;
    private final Limit signUps;

    SignInLimits(LimitConfig config) {
        onePassword = new Limit("sign-ins", config.signIns(), PERIOD, config.clients());
        manyAccounts =
                new Limit(
                        "sign-ins-per-address",
                        config.signInsPerAddress(),
                        PERIOD,
                        config.clients());
        signUps = new Limit("sign-ups", config.signUps(), PERIOD, config.clients());
    }

    /**
     * Counts an attempt to sign in, right or wrong.
     *
     * @throws chosao.kernel.problem.ProblemException if it is one too many
     */
    public void signIn(String address, String email) {
        refuseOver(onePassword, address + ' ' + email);
        refuseOver(manyAccounts, address);
    }

    /**
     * Counts an attempt to sign up.
     *
     * @throws chosao.kernel.problem.ProblemException if it is one too many
     */
    public void signUp(String address) {
        refuseOver(signUps, address);
    }

    /**
     * Counts an attempt of somebody who is signed in to show that they know their password.
     *
     * @throws chosao.kernel.problem.ProblemException if it is one too many
     */
    public void passwordOf(UUID account) {
        refuseOver(onePassword, account.toString());
    }

    /**
     * Counts a request that makes the market write to somebody, like a sign-up.
     *
     * @throws chosao.kernel.problem.ProblemException if it is one too many
     */
    public void mail(String address) {
        refuseOver(signUps, address);
    }

    private static void refuseOver(Limit limit, String client) {
        limit.refusal(client)
                .ifPresent(refusal -> {
                    throw refusal;
                });
    }
}
