@NullMarked
package chosao.gateway.admin;

import org.jspecify.annotations.NullMarked;
