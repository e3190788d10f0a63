package org.evalbeam.data;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a column of a table means. The text goes into the Avro schema in the footer of every Parquet
 * file, and {@code docs/outputs.md} is held against it by a test.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Doc {

  /** Meaning, unit or format, and when the value is null. */
  String value();
}
