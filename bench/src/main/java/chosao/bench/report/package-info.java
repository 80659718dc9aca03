/** What was measured, as a table for people and as JSON for programs. */
@NullMarked
package chosao.bench.report;

import org.jspecify.annotations.NullMarked;
