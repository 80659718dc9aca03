/**
 * The change feed: how one service tells the others what changed, without losing or doubling
 * anything.
 */
@NullMarked
package chosao.kernel.feed;

import org.jspecify.annotations.NullMarked;
