package org.evalbeam.flow;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads for tasks that wait for the network nearly all the time: virtual ones where the Java
 * platform has them without pinning (24 and later, JEP 491), else platform threads with small
 * stacks.
 */
final class TaskThreads {

  private static final int FIRST_WITHOUT_PINNING = 24;
  private static final long STACK_BYTES = 256 << 10;
  private static final long IDLE_SECONDS = 30;

  private TaskThreads() {}

  /** One thread per task, however many there are; who submits limits their number. */
  static ExecutorService create() {
    return Runtime.version().feature() >= FIRST_WITHOUT_PINNING ? virtual() : platform();
  }

  private static ExecutorService platform() {
    AtomicInteger number = new AtomicInteger();
    return new ThreadPoolExecutor(
        0,
        Integer.MAX_VALUE,
        IDLE_SECONDS,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        task -> {
          Thread thread = new Thread(null, task, "call " + number.incrementAndGet(), STACK_BYTES);
          thread.setDaemon(true);
          return thread;
        });
  }

  /** By reflection, since this is compiled for Java 17. */
  private static ExecutorService virtual() {
    try {
      MethodHandle create =
          MethodHandles.publicLookup()
              .findStatic(
                  java.util.concurrent.Executors.class,
                  "newVirtualThreadPerTaskExecutor",
                  MethodType.methodType(ExecutorService.class));
      return (ExecutorService) create.invokeExact();
    } catch (Throwable missing) {
      throw new AssertionError("Java 21 and later have virtual threads", missing);
    }
  }
}
