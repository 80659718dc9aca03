/**
 * Runs the whole market on one machine: starts the servers and services, watches them, stops them
 * in order.
 */
@NullMarked
package chosao.local;

import org.jspecify.annotations.NullMarked;
