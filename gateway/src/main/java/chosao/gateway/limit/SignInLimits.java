package chosao.gateway.limit;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;

/**
 * The strict limits on trying passwords and making accounts. Each copy of the gateway counts for
 * itself: with three copies three times as much passes.
 */
@Singleton
public final class SignInLimits {

    private static final Duration PERIOD = Duration.ofMinutes(1);

    private final Limit onePassword;
    private final Limit manyAccounts;
    private final Limit wrongPasswords;
    private final Limit signUps;

    SignInLimits(LimitConfig config) {
        onePassword = new Limit("sign-ins", config.signIns(), PERIOD, config.clients());
        manyAccounts =
                new Limit(
                        "sign-ins-per-address",
                        config.signInsPerAddress(),
                        PERIOD,
                        config.clients());
        wrongPasswords =
                new Limit(
                        "wrong-passwords",
                        config.wrongPasswords(),
                        Duration.ofHours(1),
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
     * Counts an attempt to sign in from an address at which the account's owner was not seen
     * before, until it turns out that the password is {@linkplain #rightPassword right}. It is
     * counted before the password is checked, so that many attempts at once are no more than one
     * after the other.
     *
     * <p>Guesses from many addresses are refused so, and with them the owner at a new address. At a
     * {@linkplain FamiliarAddresses familiar} one this is not asked, and who chooses a new password
     * by mail makes their address familiar: so nobody can lock an owner out.
     *
     * @param email also one that has no account, or refusals would tell which have one
     * @throws chosao.kernel.problem.ProblemException if it is one too many
     */
    public void unfamiliarSignIn(String email) {
        refuseOver(wrongPasswords, email);
    }

    /** The attempt that was counted last had the right password. */
    public void rightPassword(String email) {
        wrongPasswords.giveBack(email);
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
