package org.evalbeam.flow;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Set;
import org.evalbeam.stats.Distribution;
import org.jspecify.annotations.Nullable;

/** What many answers or judgements took, added up. */
final class CallTally {

  /** What OpenAI's and Anthropic's protocols call a reply cut off by a limit on tokens. */
  private static final Set<String> TRUNCATED =
      Set.of("length", "max_tokens", "model_context_window_exceeded");

  /** What they call a reply that was refused or filtered. */
  private static final Set<String> REFUSED = Set.of("content_filter", "refusal");

  private long calls;
  private long failed;
  private long truncated;
  private long refused;
  private @Nullable Long tokensPrompt;
  private @Nullable Long tokensCompletion;
  private @Nullable Double cost;
  private Distribution seconds = new Distribution();

  void add(CallFigures figures) {
    calls++;
    failed += figures.failed() ? 1 : 0;
    String finish = figures.finishReason();
    truncated += finish != null && TRUNCATED.contains(finish) ? 1 : 0;
    refused += finish != null && REFUSED.contains(finish) ? 1 : 0;
    tokensPrompt = Known.sum(tokensPrompt, figures.tokensPrompt());
    tokensCompletion = Known.sum(tokensCompletion, figures.tokensCompletion());
    cost = Known.sum(cost, figures.cost());
    Double took = figures.seconds();
    if (took != null) {
      seconds.add(took);
    }
  }

  void merge(CallTally other) {
    calls += other.calls;
    failed += other.failed;
    truncated += other.truncated;
    refused += other.refused;
    tokensPrompt = Known.sum(tokensPrompt, other.tokensPrompt);
    tokensCompletion = Known.sum(tokensCompletion, other.tokensCompletion);
    cost = Known.sum(cost, other.cost);
    seconds.merge(other.seconds);
  }

  long calls() {
    return calls;
  }

  long failed() {
    return failed;
  }

  long truncated() {
    return truncated;
  }

  long refused() {
    return refused;
  }

  @Nullable Long tokensPrompt() {
    return tokensPrompt;
  }

  @Nullable Long tokensCompletion() {
    return tokensCompletion;
  }

  @Nullable Double cost() {
    return cost;
  }

  Distribution seconds() {
    return seconds;
  }

  void write(DataOutput out) throws IOException {
    for (long count : new long[] {calls, failed, truncated, refused}) {
      out.writeLong(count);
    }
    out.writeBoolean(tokensPrompt != null);
    out.writeLong(tokensPrompt == null ? 0 : tokensPrompt);
    out.writeBoolean(tokensCompletion != null);
    out.writeLong(tokensCompletion == null ? 0 : tokensCompletion);
    out.writeBoolean(cost != null);
    out.writeDouble(cost == null ? 0 : cost);
    seconds.write(out);
  }

  static CallTally read(DataInput in) throws IOException {
    CallTally read = new CallTally();
    read.calls = in.readLong();
    read.failed = in.readLong();
    read.truncated = in.readLong();
    read.refused = in.readLong();
    boolean known = in.readBoolean();
    long tokens = in.readLong();
    read.tokensPrompt = known ? Long.valueOf(tokens) : null;
    known = in.readBoolean();
    tokens = in.readLong();
    read.tokensCompletion = known ? Long.valueOf(tokens) : null;
    known = in.readBoolean();
    double cost = in.readDouble();
    read.cost = known ? Double.valueOf(cost) : null;
    read.seconds = Distribution.read(in);
    return read;
  }
}
