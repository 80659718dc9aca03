/** Mails to people: queued with what causes them, sent by a worker until they have left. */
@NullMarked
package chosao.gateway.mail;

import org.jspecify.annotations.NullMarked;
