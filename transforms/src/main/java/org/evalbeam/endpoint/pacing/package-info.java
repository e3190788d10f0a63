/** How fast an endpoint may be called, and in whose turn. No Beam. */
@NullMarked
package org.evalbeam.endpoint.pacing;

import org.jspecify.annotations.NullMarked;
