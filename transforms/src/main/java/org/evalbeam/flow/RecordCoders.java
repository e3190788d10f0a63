package org.evalbeam.flow;

import java.util.List;
import org.apache.beam.sdk.coders.CannotProvideCoderException;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderProvider;
import org.apache.beam.sdk.coders.CoderProviderRegistrar;
import org.apache.beam.sdk.schemas.SchemaCoder;
import org.apache.beam.sdk.values.TypeDescriptor;

/**
 * Coders of Java records, from their schemas. Beam looks schemas up for whole elements by itself,
 * but not for the halves of a key and value, which is where grouping needs them.
 */
public final class RecordCoders extends CoderProvider {

  private static final RecordSchemas SCHEMAS = new RecordSchemas();

  /** Registers this provider with Beam. */
  public static final class Registrar implements CoderProviderRegistrar {
    @Override
    public List<CoderProvider> getCoderProviders() {
      return List.of(new RecordCoders());
    }
  }

  @Override
  public <T> Coder<T> coderFor(TypeDescriptor<T> type, List<? extends Coder<?>> componentCoders)
      throws CannotProvideCoderException {
    if (!type.getRawType().isRecord()) {
      throw new CannotProvideCoderException(type + " is no record");
    }
    return of(type);
  }

  /** The coder of a record class. */
  static <T> Coder<T> of(Class<T> type) {
    return of(TypeDescriptor.of(type));
  }

  private static <T> Coder<T> of(TypeDescriptor<T> type) {
    return SchemaCoder.of(
        RecordSchemas.of(type.getRawType()),
        type,
        SCHEMAS.toRowFunction(type),
        SCHEMAS.fromRowFunction(type));
  }
}
