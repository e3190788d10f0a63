@NullMarked
package org.evalbeam.journal;

import org.jspecify.annotations.NullMarked;
