/** The report: one page for people, made from the tables and the manifest alone. */
@NullMarked
package org.evalbeam.pipeline.report;

import org.jspecify.annotations.NullMarked;
