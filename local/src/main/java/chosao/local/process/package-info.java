/**
 * Operating system processes and ports: who may run as whom, who holds a port, what a child wrote.
 */
@NullMarked
package chosao.local.process;

import org.jspecify.annotations.NullMarked;
