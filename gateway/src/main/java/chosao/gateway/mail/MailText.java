package chosao.gateway.mail;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * The words of a mail.
 *
 * @param subject one line
 * @param text plain, with line breaks
 */
record MailText(String subject, String text) {

    private static final String BUNDLE = "chosao.gateway.mail.Mails";

    private static final ResourceBundle.Control PLAIN =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    MailText {
        if (subject.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("subject: more than a line");
        }
    }

    static MailText of(Mail mail) {
        var words =
                ResourceBundle.getBundle(
                        BUNDLE, mail.language().locale(), MailText.class.getClassLoader(), PLAIN);
        var arguments = mail.arguments().toArray();
        return new MailText(
                filled(words.getString(mail.kind().code() + ".subject"), arguments),
                filled(words.getString(mail.kind().code() + ".text"), arguments));
    }

    private static String filled(String words, Object[] arguments) {
        return new MessageFormat(words, Locale.ROOT).format(arguments);
    }

    /** The form that is sealed and stored. */
    String joined() {
        return subject + '\n' + text;
    }

    static MailText split(String joined) {
        int end = joined.indexOf('\n');
        return new MailText(joined.substring(0, end), joined.substring(end + 1));
    }
}
