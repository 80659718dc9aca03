/** What people may ask of their personal data: a copy of it, and its erasure. */
@NullMarked
package chosao.gateway.personaldata;

import org.jspecify.annotations.NullMarked;
