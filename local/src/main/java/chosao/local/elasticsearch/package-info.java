/** The embedded Elasticsearch: one node on loopback, as a process of its own. */
@NullMarked
package chosao.local.elasticsearch;

import org.jspecify.annotations.NullMarked;
