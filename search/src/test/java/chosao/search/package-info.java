/** Search as its users and its neighbours meet it: over HTTP, with a real Elasticsearch. */
@NullMarked
package chosao.search;

import org.jspecify.annotations.NullMarked;
