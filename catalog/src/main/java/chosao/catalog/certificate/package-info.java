/** What a product has earned, from when until when, and whether that opens the gate today. */
@NullMarked
package chosao.catalog.certificate;

import org.jspecify.annotations.NullMarked;
