@NullMarked
package org.evalbeam.endpoint.pacing;

import org.jspecify.annotations.NullMarked;
