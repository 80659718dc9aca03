/** Tests of the export and the erasure of personal data. */
@NullMarked
package chosao.gateway.personaldata;

import org.jspecify.annotations.NullMarked;
