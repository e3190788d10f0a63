/** What the report's templates show: plain records of texts, already formatted and cut. */
@NullMarked
package org.evalbeam.pipeline.report.view;

import org.jspecify.annotations.NullMarked;
