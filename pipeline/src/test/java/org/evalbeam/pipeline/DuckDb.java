package org.evalbeam.pipeline;

import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.evalbeam.pipeline.output.Table;
import org.jspecify.annotations.Nullable;

/** Reads a run's tables with a program that is not ours; each is a view of its name. */
final class DuckDb implements AutoCloseable {

  private final Connection connection;

  private DuckDb(Connection connection) {
    this.connection = connection;
  }

  static DuckDb open(Path output) throws SQLException {
    DuckDb duckDb = new DuckDb(DriverManager.getConnection("jdbc:duckdb:"));
    for (Table<?> table : Table.all()) {
      duckDb.execute(
          "create view %s as select * from read_parquet('%s')"
              .formatted(table.name(), output.resolve(table.name()).resolve("*.parquet")));
    }
    return duckDb;
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The rows of a query; lists as lists. */
  List<List<@Nullable Object>> rows(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<List<@Nullable Object>> rows = new ArrayList<>();
      while (result.next()) {
        List<@Nullable Object> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.add(plain(result.getObject(i)));
        }
        rows.add(row);
      }
      return rows;
    }
  }

  /** The first column of a query. */
  List<@Nullable Object> column(String sql) throws SQLException {
    List<@Nullable Object> values = new ArrayList<>();
    rows(sql).forEach(row -> values.add(row.get(0)));
    return values;
  }

  /** The one number that a query gives. */
  long number(String sql) throws SQLException {
    return ((Number) Objects.requireNonNull(rows(sql).get(0).get(0))).longValue();
  }

  private static @Nullable Object plain(@Nullable Object value) throws SQLException {
    return value instanceof Array list ? Arrays.asList((Object[]) list.getArray()) : value;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
