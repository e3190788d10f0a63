/** The program: command line, wiring of the pipeline, what is printed. */
@NullMarked
package org.evalbeam.pipeline;

import org.jspecify.annotations.NullMarked;
