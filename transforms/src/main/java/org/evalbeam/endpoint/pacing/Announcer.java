package org.evalbeam.endpoint.pacing;

import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says every change of pace, with its reason: one line in the log, one event for the caller. */
final class Announcer {

  private static final Logger LOG = LoggerFactory.getLogger(Pacer.class);

  private final String endpoint;
  private final Consumer<PaceChange> observer;

  Announcer(String endpoint, Consumer<PaceChange> observer) {
    this.endpoint = endpoint;
    this.observer = observer;
  }

  void say(PaceChange.Kind kind, int window, @Nullable Double perMinute, String reason) {
    String rate =
        perMinute == null ? "" : String.format(Locale.ROOT, ", %,.1f requests/min", perMinute);
    LOG.info(
        "{}: {}: {}; now up to {} in flight{}",
        endpoint,
        kind.name().toLowerCase(Locale.ROOT),
        reason,
        window,
        rate);
    observer.accept(new PaceChange(endpoint, kind, window, perMinute, reason));
  }
}
