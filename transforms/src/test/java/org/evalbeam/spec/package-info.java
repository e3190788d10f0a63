@NullMarked
package org.evalbeam.spec;

import org.jspecify.annotations.NullMarked;
