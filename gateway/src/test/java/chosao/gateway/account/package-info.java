/** Tests of what people do with their accounts. */
@NullMarked
package chosao.gateway.account;

import org.jspecify.annotations.NullMarked;
