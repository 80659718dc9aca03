/** The market under measurement: how it is started, reached and looked into. */
@NullMarked
package chosao.bench.market;

import org.jspecify.annotations.NullMarked;
