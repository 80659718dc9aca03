/** The whole market as buyers, producers and certifiers meet it, through the gateway. */
@NullMarked
package chosao.journeys;

import org.jspecify.annotations.NullMarked;
