package org.evalbeam.pipeline.output;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** Lets Parquet write into a channel of Beam's, which counts no positions and is closed by Beam. */
final class ChannelOutputFile implements OutputFile {

  private final OutputStream channel;

  ChannelOutputFile(WritableByteChannel channel) {
    this.channel = Channels.newOutputStream(channel);
  }

  @Override
  public PositionOutputStream create(long blockSizeHint) {
    return new CountingStream(channel);
  }

  @Override
  public PositionOutputStream createOrOverwrite(long blockSizeHint) {
    return create(blockSizeHint);
  }

  @Override
  public boolean supportsBlockSize() {
    return false;
  }

  @Override
  public long defaultBlockSize() {
    return 0;
  }

  private static final class CountingStream extends PositionOutputStream {

    private final OutputStream channel;
    private long position;

    CountingStream(OutputStream channel) {
      this.channel = channel;
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void write(int b) throws IOException {
      channel.write(b);
      position++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      channel.write(bytes, offset, length);
      position += length;
    }

    @Override
    public void flush() throws IOException {
      channel.flush();
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
