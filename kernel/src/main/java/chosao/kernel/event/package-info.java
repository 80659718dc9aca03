/** What happens to orders, payments and certificates, as the operator reads and counts it. */
@NullMarked
package chosao.kernel.event;

import org.jspecify.annotations.NullMarked;
