/** What answering takes of electricity: EcoLogits' model, functions of figures alone. */
@NullMarked
package org.evalbeam.metric.footprint;

import org.jspecify.annotations.NullMarked;
