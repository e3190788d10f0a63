package org.evalbeam.flow;

import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.evalbeam.stats.Agreement;
import org.evalbeam.stats.MetricTally;
import org.evalbeam.stats.ScoreBlock;

/** Coders of tallies, which write and read themselves. */
abstract class TallyCoder<T> extends AtomicCoder<T> {

  private static final long serialVersionUID = 1L;

  abstract void write(T tally, DataOutput out) throws IOException;

  abstract T read(DataInput in) throws IOException;

  @Override
  public void encode(T tally, OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    write(tally, data);
    data.flush();
  }

  @Override
  public T decode(InputStream in) throws IOException {
    return read(new DataInputStream(in));
  }

  /** Of blocks of scores. */
  static final class OfBlocks extends TallyCoder<ScoreBlock> {

    private static final long serialVersionUID = 1L;

    @Override
    void write(ScoreBlock block, DataOutput out) throws IOException {
      block.write(out);
    }

    @Override
    ScoreBlock read(DataInput in) throws IOException {
      return ScoreBlock.read(in);
    }
  }

  /** Of what is kept of a metric. */
  static final class OfMetrics extends TallyCoder<MetricTally> {

    private static final long serialVersionUID = 1L;

    @Override
    void write(MetricTally tally, DataOutput out) throws IOException {
      tally.write(out);
    }

    @Override
    MetricTally read(DataInput in) throws IOException {
      return MetricTally.read(in);
    }
  }

  /** Of what calls took. */
  static final class OfCalls extends TallyCoder<CallTally> {

    private static final long serialVersionUID = 1L;

    @Override
    void write(CallTally tally, DataOutput out) throws IOException {
      tally.write(out);
    }

    @Override
    CallTally read(DataInput in) throws IOException {
      return CallTally.read(in);
    }
  }

  /** Of how judges and people agree. */
  static final class OfAgreements extends TallyCoder<Agreement> {

    private static final long serialVersionUID = 1L;

    @Override
    void write(Agreement agreement, DataOutput out) throws IOException {
      agreement.write(out);
    }

    @Override
    Agreement read(DataInput in) throws IOException {
      return Agreement.read(in);
    }
  }

  /** Of judges' verdicts. */
  static final class OfVerdicts extends TallyCoder<VerdictTally> {

    private static final long serialVersionUID = 1L;

    @Override
    void write(VerdictTally tally, DataOutput out) throws IOException {
      tally.write(out);
    }

    @Override
    VerdictTally read(DataInput in) throws IOException {
      return VerdictTally.read(in);
    }
  }
}
