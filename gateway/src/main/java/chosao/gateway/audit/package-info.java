/** Who changed whose roles, when and how: written once, never changed. */
@NullMarked
package chosao.gateway.audit;

import org.jspecify.annotations.NullMarked;
