/**
 * What the simulated endpoint does to a connection: whole replies, and all that is less or more
 * than one.
 */
@NullMarked
package org.evalbeam.pipeline.simulate.wire;

import org.jspecify.annotations.NullMarked;
