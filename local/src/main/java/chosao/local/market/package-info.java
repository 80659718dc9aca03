/**
 * What the market on one machine consists of: its settings, secrets and parts, and what is known of
 * a running one.
 */
@NullMarked
package chosao.local.market;

import org.jspecify.annotations.NullMarked;
