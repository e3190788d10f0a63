package org.evalbeam.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocationTest {

  @ParameterizedTest
  @CsvSource({
    "catalog.yaml,                a.csv,            a.csv",
    "configs/catalog.yaml,        a.csv,            configs/a.csv",
    "configs/catalog.yaml,        sub/a b.csv,      configs/sub/a b.csv",
    "configs/catalog.yaml,        ./a.csv,          configs/a.csv",
    "configs/catalog.yaml,        ../data/a.csv,    data/a.csv",
    "/x/y/catalog.yaml,           ../../a.csv,      /a.csv",
    "catalog.yaml,                ../a.csv,         ../a.csv",
    "../c/catalog.yaml,           ../../a.csv,      ../../a.csv",
    "/x/catalog.yaml,             /data/a.csv,      /data/a.csv",
    "/x/catalog.yaml,             gs://b/a.csv,     gs://b/a.csv",
    "gs://b/x/catalog.yaml,       a.csv,            gs://b/x/a.csv",
    "gs://b/x/catalog.yaml,       ../y/a.csv,       gs://b/y/a.csv",
    "gs://b/x/catalog.yaml,       s3://c/a.csv,     s3://c/a.csv",
    "/x/catalog.yaml,             'C:\\data\\a.csv', 'C:\\data\\a.csv'",
  })
  void pathsStartFromTheFolderOfTheFileThatNamesThem(String file, String path, String resolved) {
    assertThat(Location.resolve(file, path)).isEqualTo(resolved);
  }
}
