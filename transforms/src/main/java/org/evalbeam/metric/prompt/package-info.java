/**
 * Prompt templates: Jinja in a sandbox, where every text that comes from a row or an answer stands
 * between delimiters it cannot guess. Knows nothing of metrics.
 */
@NullMarked
package org.evalbeam.metric.prompt;

import org.jspecify.annotations.NullMarked;
