@NullMarked
package org.evalbeam.endpoint.protocol;

import org.jspecify.annotations.NullMarked;
