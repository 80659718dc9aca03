/** What is found: search follows the feeds of catalog and orders into one Elasticsearch index. */
@NullMarked
package chosao.search;

import org.jspecify.annotations.NullMarked;
