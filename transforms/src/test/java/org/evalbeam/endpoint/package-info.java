@NullMarked
package org.evalbeam.endpoint;

import org.jspecify.annotations.NullMarked;
