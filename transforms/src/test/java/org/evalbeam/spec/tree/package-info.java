@NullMarked
package org.evalbeam.spec.tree;

import org.jspecify.annotations.NullMarked;
