package org.evalbeam.pipeline;

import com.google.api.services.dataflow.model.DataflowPackage;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.beam.runners.dataflow.util.PackageUtil.StagedFile;
import org.apache.beam.runners.dataflow.util.Stager;
import org.apache.beam.sdk.options.PipelineOptions;

/** Takes libraries and a job graph, and uploads nothing: there is no Google in a test. */
public final class UnusedStager implements Stager {

  /** What would have been uploaded besides libraries: the pipeline itself. */
  static final List<byte[]> TAKEN = new CopyOnWriteArrayList<>();

  private UnusedStager() {}

  /** How Beam makes one. */
  public static UnusedStager fromOptions(PipelineOptions options) {
    return new UnusedStager();
  }

  @Override
  public List<DataflowPackage> stageFiles(List<StagedFile> files) {
    return List.of();
  }

  @Override
  public DataflowPackage stageToFile(byte[] bytes, String name) {
    TAKEN.add(bytes.clone());
    return new DataflowPackage().setName(name).setLocation("gs://nowhere/" + name);
  }
}
