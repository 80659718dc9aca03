/** Access tokens: who signs them, what they say, how they are checked. */
@NullMarked
package chosao.gateway.token;

import org.jspecify.annotations.NullMarked;
