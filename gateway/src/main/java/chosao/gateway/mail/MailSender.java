package chosao.gateway.mail;

import io.micronaut.email.Email;

/** How a mail leaves the market. */
interface MailSender {

    /**
     * Sends it, or fails.
     *
     * @param name of the mail, by which a reader of files finds it: its kind and id
     * @throws RuntimeException if it has not left; then it is tried again. Its message may quote
     *     addresses, so it belongs in no log
     */
    void send(String name, Email.Builder mail);
}
