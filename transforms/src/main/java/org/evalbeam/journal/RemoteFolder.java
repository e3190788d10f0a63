package org.evalbeam.journal;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResolveOptions.StandardResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * A folder of any other file system, such as an object store. Its segments never change; each is
 * copied once to a local folder that lives as long as this object, and read there. There are no
 * locks: what is older than an hour counts as settled.
 */
final class RemoteFolder implements Folder {

  private static final Duration SETTLED = Duration.ofHours(1);

  /** Where an object shows once it is closed, whole; renaming would copy it. */
  private static final Set<String> OBJECT_STORES = Set.of("gs", "s3", "azfs");

  private static final String TEXT = "text/plain";

  private final ResourceId folder;
  private final Path cache;
  private final InstantSource clock;

  private RemoteFolder(ResourceId folder, Path cache, InstantSource clock) {
    this.folder = folder;
    this.cache = cache;
    this.clock = clock;
  }

  /**
   * A folder of a file system of Beam.
   *
   * @throws IOException if the URI is of no file system that is known
   */
  static RemoteFolder of(String uri, JournalSettings settings) throws IOException {
    try {
      ResourceId folder = FileSystems.matchNewResource(uri, true);
      Path cache = Files.createTempDirectory(settings.temporary(), "evalbeam-journal-");
      return new RemoteFolder(folder, cache, settings.clock());
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new IOException("the journal's folder " + uri + " can't be used: " + e.getMessage(), e);
    }
  }

  @Override
  public List<Listed> list() throws IOException {
    List<Listed> segments = new ArrayList<>();
    String pattern = folder + "*" + SegmentName.SUFFIX;
    for (MatchResult.Metadata found :
        FileSystems.match(pattern, EmptyMatchTreatment.ALLOW).metadata()) {
      Optional<SegmentName> name =
          SegmentName.parse(String.valueOf(found.resourceId().getFilename()));
      name.ifPresent(
          known -> segments.add(new Listed(known, found.sizeBytes(), found.lastModifiedMillis())));
    }
    segments.sort(Comparator.comparing(Listed::name));
    return segments;
  }

  /** Copied under another name first, lest a copy that was broken off passes for the whole. */
  @Override
  public Path fetch(Listed segment) throws IOException {
    Path copy = cache.resolve(segment.name().toString());
    if (Files.exists(copy) && Files.size(copy) == segment.bytes()) {
      return copy;
    }
    Path part = cache.resolve(segment.name() + ".part");
    Files.deleteIfExists(part);
    PrivateFiles.create(part);
    try (InputStream in = open(segment.name());
        OutputStream out = Files.newOutputStream(part)) {
      in.transferTo(out);
    }
    return Files.move(part, copy, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public long changedMillis() {
    return 0;
  }

  @Override
  public long bytes(SegmentName name) throws IOException {
    try {
      return FileSystems.matchSingleFileSpec(resource(name.toString()).toString()).sizeBytes();
    } catch (FileNotFoundException e) {
      throw new NoSuchFileException(resource(name.toString()).toString());
    }
  }

  private InputStream open(SegmentName name) throws IOException {
    try {
      return Channels.newInputStream(FileSystems.open(resource(name.toString())));
    } catch (FileNotFoundException e) {
      throw new NoSuchFileException(resource(name.toString()).toString());
    }
  }

  private ResourceId resource(String name) {
    return folder.resolve(name, StandardResolveOptions.RESOLVE_FILE);
  }

  @Override
  public Path draft(SegmentName name) throws IOException {
    Path draft = cache.resolve(name + ".draft");
    PrivateFiles.create(draft);
    return draft;
  }

  @Override
  public void publish(Path draft, SegmentName name) throws IOException {
    ResourceId segment = resource(name.toString());
    if (OBJECT_STORES.contains(folder.getScheme())) {
      upload(draft, segment);
    } else {
      ResourceId unseen = resource(name + ".draft");
      upload(draft, unseen);
      FileSystems.rename(List.of(unseen), List.of(segment));
    }
  }

  private static void upload(Path file, ResourceId to) throws IOException {
    try (OutputStream out = Channels.newOutputStream(FileSystems.create(to, TEXT))) {
      Files.copy(file, out);
    } catch (RuntimeException e) {
      throw new IOException("could not write " + to + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void delete(SegmentName name) throws IOException {
    FileSystems.delete(
        List.of(resource(name.toString())), StandardMoveOptions.IGNORE_MISSING_FILES);
  }

  @Override
  public boolean isHeld(SegmentName name) {
    return false;
  }

  @Override
  public boolean isSettled(Listed segment) {
    long modified = segment.modifiedMillis();
    return modified > 0 && clock.millis() - modified > SETTLED.toMillis();
  }

  @Override
  public Closeable tryExclusive() {
    return () -> {};
  }

  @Override
  public void tidy() {
    // Uploads that were broken off are of no name that is listed.
  }

  @Override
  public void close() throws IOException {
    PrivateFiles.deleteFolder(cache);
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
