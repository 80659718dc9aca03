/** What the councils' offices record: certificates granted and revoked. */
@NullMarked
package chosao.catalog.council;

import org.jspecify.annotations.NullMarked;
