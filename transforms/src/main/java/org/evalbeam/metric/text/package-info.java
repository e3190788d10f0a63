/**
 * How near two texts are by their characters and words: distances and overlaps as published,
 * functions of texts alone. Knows nothing of metrics.
 */
@NullMarked
package org.evalbeam.metric.text;

import org.jspecify.annotations.NullMarked;
