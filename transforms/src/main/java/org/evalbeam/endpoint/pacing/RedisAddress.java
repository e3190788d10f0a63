package org.evalbeam.endpoint.pacing;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Where a Redis is. A class and not a record, so that nothing prints the password by accident. */
final class RedisAddress {

  private static final String FORM = "redis://[[user]:password@]host:port[/database]";

  private final String host;
  private final int port;
  private final int database;
  private final @Nullable String user;
  private final @Nullable String password;

  private RedisAddress(URI uri) {
    this.host = uri.getHost();
    this.port = uri.getPort();
    this.database = database(uri.getPath());
    String login = uri.getUserInfo();
    int colon = login == null ? -1 : login.indexOf(':');
    this.user = login == null || colon < 1 ? null : login.substring(0, colon);
    this.password = login == null ? null : login.substring(colon + 1);
  }

  /**
   * @throws IllegalArgumentException where it is no such address; the text of it is not repeated,
   *     since it may hold a password
   */
  static RedisAddress parse(String address) {
    try {
      URI uri = new URI(address);
      if ("redis".equals(uri.getScheme())
          && uri.getHost() != null
          && uri.getPort() > 0
          && uri.getQuery() == null
          && uri.getFragment() == null) {
        return new RedisAddress(uri);
      }
    } catch (URISyntaxException | NumberFormatException e) {
      // told below, without the text that the exception repeats
    }
    throw new IllegalArgumentException("this is no address of a Redis; allowed is " + FORM);
  }

  private static int database(String path) {
    return path.isEmpty() || path.equals("/") ? 0 : Integer.parseUnsignedInt(path.substring(1));
  }

  String host() {
    return host;
  }

  int port() {
    return port;
  }

  int database() {
    return database;
  }

  @Nullable String user() {
    return user;
  }

  @Nullable String password() {
    return password;
  }

  /** Host, port and database, for messages. */
  @Override
  public String toString() {
    return "redis://" + host + ":" + port + "/" + database;
  }
}
