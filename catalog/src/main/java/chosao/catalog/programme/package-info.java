/** The programme's rules by edition: which score earns which stars, who decides, for how long. */
@NullMarked
package chosao.catalog.programme;

import org.jspecify.annotations.NullMarked;
