package org.evalbeam.pipeline;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.apache.beam.sdk.io.FileSystems;

/** The arrows between packages that the design allows. */
@AnalyzeClasses(packages = "org.evalbeam", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseTest {

  private static final String SPEC = "org.evalbeam.spec..";
  private static final String DATA = "org.evalbeam.data..";
  private static final String STATS = "org.evalbeam.stats..";
  private static final String DATASET = "org.evalbeam.dataset..";
  private static final String ENDPOINT = "org.evalbeam.endpoint..";
  private static final String JOURNAL = "org.evalbeam.journal..";
  private static final String ENDPOINT_PACING = "org.evalbeam.endpoint.pacing..";
  private static final String ENDPOINT_HTTP = "org.evalbeam.endpoint.http..";
  private static final String METRIC = "org.evalbeam.metric..";
  private static final String FLOW = "org.evalbeam.flow..";
  private static final String PIPELINE = "org.evalbeam.pipeline..";
  private static final String SIMULATE = "org.evalbeam.pipeline.simulate..";
  private static final String REPORT = "org.evalbeam.pipeline.report..";
  private static final String BEAM = "org.apache.beam..";

  @ArchTest
  static final ArchRule dataImportsNothingOfOurs =
      never(DATA, SPEC, STATS, DATASET, ENDPOINT, JOURNAL, METRIC, FLOW, PIPELINE);

  @ArchTest
  static final ArchRule statsImportsNothingOfOurs =
      never(STATS, SPEC, DATA, DATASET, ENDPOINT, JOURNAL, METRIC, FLOW, PIPELINE);

  @ArchTest
  static final ArchRule specImportsDataOnly =
      never(SPEC, STATS, DATASET, ENDPOINT, JOURNAL, METRIC, FLOW, PIPELINE);

  @ArchTest
  static final ArchRule datasetImportsSpecAndDataOnly =
      never(DATASET, STATS, ENDPOINT, JOURNAL, METRIC, FLOW, PIPELINE);

  @ArchTest
  static final ArchRule endpointImportsSpecAndDataOnly =
      never(ENDPOINT, STATS, DATASET, JOURNAL, METRIC, FLOW, PIPELINE);

  @ArchTest
  static final ArchRule pacingAndTransportImportNothingOfOurs =
      noClasses()
          .that()
          .resideInAnyPackage(ENDPOINT_PACING, ENDPOINT_HTTP)
          .should()
          .dependOnClassesThat(
              resideInAPackage("org.evalbeam..")
                  .and(resideOutsideOfPackages(ENDPOINT_PACING, ENDPOINT_HTTP)));

  @ArchTest
  static final ArchRule protocolsKnowNoEndpointAndNoTransport =
      never("org.evalbeam.endpoint.protocol..", SPEC, "org.evalbeam.endpoint", ENDPOINT_HTTP);

  @ArchTest
  static final ArchRule metricImportsSpecAndDataOnly =
      never(METRIC, STATS, DATASET, ENDPOINT, JOURNAL, FLOW, PIPELINE);

  @ArchTest
  static final ArchRule journalImportsNothingOfOurs =
      never(JOURNAL, SPEC, DATA, STATS, DATASET, ENDPOINT, METRIC, FLOW, PIPELINE);

  @ArchTest
  static final ArchRule journalKnowsBeamByItsFileSystemsOnly =
      noClasses()
          .that()
          .resideInAPackage(JOURNAL)
          .should()
          .dependOnClassesThat(
              resideInAPackage(BEAM)
                  .and(not(resideInAPackage("org.apache.beam.sdk.io.fs")))
                  .and(not(equivalentTo(FileSystems.class))));

  @ArchTest static final ArchRule flowIsNotAProgram = never(FLOW, PIPELINE);

  @ArchTest
  static final ArchRule theSimulatedEndpointSharesNothingWithTheClientButData =
      never(SIMULATE, SPEC, STATS, DATASET, ENDPOINT, JOURNAL, METRIC, FLOW);

  @ArchTest
  static final ArchRule theSimulatedEndpointKnowsNoProgram =
      noClasses()
          .that()
          .resideInAPackage(SIMULATE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.evalbeam.pipeline", "org.evalbeam.pipeline.output..");

  @ArchTest
  static final ArchRule theReportIsMadeFromTablesAlone =
      never(REPORT, SPEC, STATS, DATASET, ENDPOINT, JOURNAL, METRIC, FLOW, SIMULATE, BEAM);

  @ArchTest static final ArchRule theReportKnowsNoProgram = never(REPORT, "org.evalbeam.pipeline");

  @ArchTest
  static final ArchRule whatTheReportShowsIsPlain =
      never(
          "org.evalbeam.pipeline.report.view..",
          DATA,
          "org.evalbeam.pipeline.output..",
          "org.evalbeam.pipeline.report");

  @ArchTest
  static final ArchRule onlyFlowAndPipelineKnowAllOfBeam =
      noClasses()
          .that()
          .resideOutsideOfPackages(JOURNAL, FLOW, PIPELINE)
          .or()
          .resideInAPackage(SIMULATE)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(BEAM);

  @ArchTest
  static final ArchRule noPackagesImportEachOther =
      slices().matching("org.evalbeam.(**)").should().beFreeOfCycles();

  private static ArchRule never(String from, String... to) {
    return noClasses()
        .that()
        .resideInAPackage(from)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(to);
  }
}
