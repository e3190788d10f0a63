/** What a run leaves behind: Parquet tables, the manifest, the folder that holds them. */
@NullMarked
package org.evalbeam.pipeline.output;

import org.jspecify.annotations.NullMarked;
