package org.evalbeam.journal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.beam.sdk.io.FileSystem;
import org.apache.beam.sdk.io.FileSystemRegistrar;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.CreateOptions;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;
import org.apache.beam.sdk.io.fs.MatchResult.Status;
import org.apache.beam.sdk.io.fs.MoveOptions;
import org.apache.beam.sdk.io.fs.ResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/**
 * Files in memory, of two schemes: {@code memory}, where files grow before everybody's eyes and can
 * be renamed, and {@code s3}, where an object shows once it is closed and can't be renamed.
 */
final class MemoryFileSystem extends FileSystem<MemoryFileSystem.Id> {

  /** Where files show while they are written. */
  static final String FILES = "memory";

  /** Where they show when they are whole. */
  static final String OBJECTS = "s3";

  /** When every file was last written. */
  static final long MODIFIED_MILLIS = 1_000;

  /** Uploads that fail from now on. */
  static final AtomicInteger FAILURES = new AtomicInteger();

  private static final Map<String, ByteBuffer> STORED = new ConcurrentSkipListMap<>();

  private final String scheme;

  private MemoryFileSystem(String scheme) {
    this.scheme = scheme;
  }

  /** Found by Beam through its service loader. */
  public static final class Registrar implements FileSystemRegistrar {
    @Override
    public Iterable<FileSystem<?>> fromOptions(PipelineOptions options) {
      return List.of(new MemoryFileSystem(FILES), new MemoryFileSystem(OBJECTS));
    }
  }

  /** Makes the schemes known. */
  static void register() {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
  }

  /** The URIs below a folder. */
  static List<String> list(String folder) {
    return STORED.keySet().stream().filter(uri -> uri.startsWith(folder)).toList();
  }

  static byte[] content(String uri) {
    ByteBuffer stored = STORED.get(uri);
    if (stored == null) {
      throw new AssertionError("nothing at " + uri);
    }
    return bytes(stored);
  }

  private static byte[] bytes(ByteBuffer stored) {
    byte[] bytes = new byte[stored.remaining()];
    stored.duplicate().get(bytes);
    return bytes;
  }

  static void put(String uri, byte[] content) {
    STORED.put(uri, ByteBuffer.wrap(content));
  }

  @Override
  protected List<MatchResult> match(List<String> specs) {
    return specs.stream().map(this::match).toList();
  }

  private MatchResult match(String spec) {
    String[] parts = spec.split("\\*", 2);
    String suffix = parts.length == 2 ? parts[1] : "";
    List<Metadata> found =
        list(parts[0]).stream()
            .filter(uri -> parts.length == 2 || uri.equals(spec))
            .filter(uri -> uri.endsWith(suffix) && uri.indexOf('/', parts[0].length()) < 0)
            .map(this::metadata)
            .toList();
    return MatchResult.create(found.isEmpty() ? Status.NOT_FOUND : Status.OK, found);
  }

  private Metadata metadata(String uri) {
    ByteBuffer stored = STORED.getOrDefault(uri, ByteBuffer.allocate(0));
    return Metadata.builder()
        .setResourceId(new Id(scheme, uri))
        .setSizeBytes(stored.remaining())
        .setLastModifiedMillis(MODIFIED_MILLIS)
        .setIsReadSeekEfficient(false)
        .build();
  }

  @Override
  protected WritableByteChannel create(Id id, CreateOptions options) {
    if (FAILURES.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new IllegalStateException("unreachable");
    }
    return new Upload(id.uri());
  }

  private final class Upload implements WritableByteChannel {
    private final String uri;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private boolean open = true;

    Upload(String uri) {
      this.uri = uri;
    }

    @Override
    public int write(ByteBuffer source) {
      byte[] bytes = new byte[source.remaining()];
      source.get(bytes);
      written.writeBytes(bytes);
      if (scheme.equals(FILES)) {
        put(uri, written.toByteArray());
      }
      return bytes.length;
    }

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public void close() {
      open = false;
      put(uri, written.toByteArray());
    }
  }

  @Override
  protected ReadableByteChannel open(Id id) throws IOException {
    ByteBuffer stored = STORED.get(id.uri());
    if (stored == null) {
      throw new FileNotFoundException(id.uri());
    }
    return Channels.newChannel(new ByteArrayInputStream(bytes(stored)));
  }

  @Override
  protected void copy(List<Id> from, List<Id> to) {
    throw new UnsupportedOperationException("copying is not needed");
  }

  @Override
  protected void rename(List<Id> from, List<Id> to, MoveOptions... options) {
    if (scheme.equals(OBJECTS)) {
      throw new UnsupportedOperationException("objects can't be renamed");
    }
    for (int i = 0; i < from.size(); i++) {
      put(to.get(i).uri(), content(from.get(i).uri()));
      STORED.remove(from.get(i).uri());
    }
  }

  @Override
  protected void delete(Collection<Id> ids) {
    ids.forEach(id -> STORED.remove(id.uri()));
  }

  @Override
  protected Id matchNewResource(String uri, boolean isDirectory) {
    return new Id(scheme, isDirectory && !uri.endsWith("/") ? uri + "/" : uri);
  }

  @Override
  protected String getScheme() {
    return scheme;
  }

  /** A URI; that of a folder ends with a slash. */
  record Id(String scheme, String uri) implements ResourceId {

    @Override
    public ResourceId resolve(String other, ResolveOptions options) {
      boolean folder = options == ResolveOptions.StandardResolveOptions.RESOLVE_DIRECTORY;
      return new Id(scheme, uri + other + (folder ? "/" : ""));
    }

    @Override
    public ResourceId getCurrentDirectory() {
      return new Id(scheme, uri.substring(0, uri.lastIndexOf('/') + 1));
    }

    @Override
    public String getScheme() {
      return scheme;
    }

    @Override
    public String getFilename() {
      return uri.substring(uri.lastIndexOf('/') + 1);
    }

    @Override
    public boolean isDirectory() {
      return uri.endsWith("/");
    }

    @Override
    public String toString() {
      return uri;
    }
  }
}
