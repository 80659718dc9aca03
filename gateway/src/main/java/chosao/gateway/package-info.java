/** The door: identity, routing, limits and the web pages. */
@NullMarked
package chosao.gateway;

import org.jspecify.annotations.NullMarked;
