/** Tests of questions and answers. */
@NullMarked
package chosao.search.query;

import org.jspecify.annotations.NullMarked;
