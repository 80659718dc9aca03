/**
 * The embedded PostgreSQL: its binaries, a cluster on disk, and one database and role per service.
 */
@NullMarked
package chosao.local.postgres;

import org.jspecify.annotations.NullMarked;
