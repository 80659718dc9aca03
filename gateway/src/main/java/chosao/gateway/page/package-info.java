/** What people see in a browser: the greeting, and the API's description. */
@NullMarked
package chosao.gateway.page;

import org.jspecify.annotations.NullMarked;
