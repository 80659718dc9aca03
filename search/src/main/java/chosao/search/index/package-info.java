/** The index: what Elasticsearch keeps of a product, and how one index takes another's place. */
@NullMarked
package chosao.search.index;

import org.jspecify.annotations.NullMarked;
