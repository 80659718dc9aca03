/** What a change says of each member of what it changes. */
@NullMarked
package chosao.catalog.edit;

import org.jspecify.annotations.NullMarked;
