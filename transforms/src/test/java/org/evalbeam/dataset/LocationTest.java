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

  @ParameterizedTest
  @CsvSource({
    "file:///x/a.csv,             /x/a.csv",
    "file:/x/a.csv,               /x/a.csv",
    "file://localhost/x/a.csv,    /x/a.csv",
    "FILE:///x/a.csv,             /x/a.csv",
    "file:///x/a%20b%C3%A9$1.csv, /x/a bé$1.csv",
    "file:///x/100%.csv,          /x/100%.csv",
    "file:///x/[ab]*.csv,         /x/[ab]*.csv",
    "file://host/x/a.csv,         file://host/x/a.csv",
    "file:a.csv,                  file:a.csv",
    "a%20b.csv,                   a%20b.csv",
    "s3://b/a%20b.csv,            s3://b/a%20b.csv",
  })
  void aFileUriMeansALocalPath(String path, String plain) {
    assertThat(Location.plain(path)).isEqualTo(plain);
  }

  @ParameterizedTest
  @CsvSource({
    "a.csv,                 true",
    "/x/a:/b.csv,           true",
    "file:///x/a.csv,       true",
    "file://host/x/a.csv,   false",
    "hdfs://h:1/x/[a]*.csv, false",
    "s3://b/x/?.csv,        false",
  })
  void whatIsNoUriOfAnotherFileSystemIsLocal(String path, boolean local) {
    assertThat(Location.isLocal(path)).isEqualTo(local);
  }
}
