@NullMarked
package chosao.orders;

import org.jspecify.annotations.NullMarked;
