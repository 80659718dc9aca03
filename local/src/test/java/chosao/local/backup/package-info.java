@NullMarked
package chosao.local.backup;

import org.jspecify.annotations.NullMarked;
