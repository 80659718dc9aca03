/**
 * What the gateway's tests need: a whole gateway, services to stand behind it, and rude clients.
 */
@NullMarked
package chosao.gateway.testing;

import org.jspecify.annotations.NullMarked;
