/** Tokens sent by mail: who brings one reads the mailbox that it went to. */
@NullMarked
package chosao.gateway.proof;

import org.jspecify.annotations.NullMarked;
