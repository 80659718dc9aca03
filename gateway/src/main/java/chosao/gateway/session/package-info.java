/** Being signed in: sessions and the refresh tokens that carry them on. */
@NullMarked
package chosao.gateway.session;

import org.jspecify.annotations.NullMarked;
