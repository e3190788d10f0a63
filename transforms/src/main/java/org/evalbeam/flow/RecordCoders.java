package org.evalbeam.flow;

import java.util.List;
import org.apache.beam.sdk.coders.CannotProvideCoderException;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderProvider;
import org.apache.beam.sdk.coders.CoderProviderRegistrar;
import org.apache.beam.sdk.values.TypeDescriptor;

/** Lets Beam find the coders of Java records by itself, also of the halves of a key and value. */
public final class RecordCoders extends CoderProvider {

  /** Registers this provider with Beam. */
  public static final class Registrar implements CoderProviderRegistrar {
    @Override
    public List<CoderProvider> getCoderProviders() {
      return List.of(new RecordCoders());
    }
  }

  @Override
  @SuppressWarnings("unchecked") // the coder of a type's class
  public <T> Coder<T> coderFor(TypeDescriptor<T> type, List<? extends Coder<?>> componentCoders)
      throws CannotProvideCoderException {
    if (!type.getRawType().isRecord()) {
      throw new CannotProvideCoderException(type + " is no record");
    }
    return (Coder<T>) RecordCoder.of(type.getRawType());
  }
}
