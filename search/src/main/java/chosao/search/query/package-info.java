/** What people ask, and what they get: search, facets, suggestions. */
@NullMarked
package chosao.search.query;

import org.jspecify.annotations.NullMarked;
