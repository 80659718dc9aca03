/** Tests of the outbox of mails. */
@NullMarked
package chosao.gateway.mail;

import org.jspecify.annotations.NullMarked;
