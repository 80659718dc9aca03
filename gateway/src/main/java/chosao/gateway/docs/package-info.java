/** The public API's description: that of all services in one document. */
@NullMarked
package chosao.gateway.docs;

import org.jspecify.annotations.NullMarked;
