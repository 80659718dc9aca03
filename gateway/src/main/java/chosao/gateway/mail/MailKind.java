package chosao.gateway.mail;

import java.util.Locale;

/**
 * What a mail is about. Its words stand in {@code Mails.properties} and {@code Mails_vi.properties}
 * beside this package's resources, under {@code <code>.subject} and {@code <code>.text}.
 */
public enum MailKind {
    /** Filled with the link. */
    EMAIL_PROOF,
    /** To the old address. */
    EMAIL_CHANGED,
    /** Filled with the link. */
    PASSWORD_RESET,
    PASSWORD_CHANGED,
    /** To somebody who may have no account yet. Filled with the link. */
    INVITATION;

    /** As it is stored, logged and looked up. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
