/** Statements against the service's own database. */
@NullMarked
package chosao.orders.database;

import org.jspecify.annotations.NullMarked;
