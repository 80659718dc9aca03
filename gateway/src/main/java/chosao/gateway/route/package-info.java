/** Carries each request to the service that answers it, and the answer back. */
@NullMarked
package chosao.gateway.route;

import org.jspecify.annotations.NullMarked;
