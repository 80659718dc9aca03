/** The story of a product, told on a market that runs. */
@NullMarked
package chosao.local.demo;

import org.jspecify.annotations.NullMarked;
