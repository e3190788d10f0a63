package org.evalbeam.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.evalbeam.endpoint.http.HttpExchange;
import org.evalbeam.endpoint.http.PooledHttp;
import org.evalbeam.endpoint.http.Route;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Requests that go through a proxy, or to a server behind an organisation's own authority. */
@Timeout(60)
class RouteTest {

  private static final String WORD = "changeit";

  @Test
  void aProxyIsAskedForTheWholeUrl() throws Exception {
    try (RawServer proxy = RawServer.saying(RawServer.response(200, "", Chat.saying("x")));
        PooledHttp http = http(new Route(proxy.url().replace("/v1", ""), null))) {
      HttpExchange exchange = http.post(request("http://nowhere.invalid/v1/chat/completions"));

      assertThat(exchange.status()).isEqualTo(200);
      assertThat(proxy.requests())
          .singleElement()
          .asString()
          .startsWith("POST http://nowhere.invalid/v1/chat/completions HTTP/1.1\r\n");
    }
  }

  @Test
  void anAuthorityIsTrustedWhereTheCatalogNamesItAndNowhereElse(@TempDir Path folder)
      throws Exception {
    Path ca = certify(folder);
    HttpsServer server = serve(folder);
    String url = "https://127.0.0.1:" + server.getAddress().getPort() + "/v1/chat/completions";
    try (PooledHttp trusting = http(new Route(null, ca.toString()));
        PooledHttp plain = http(Route.DIRECT)) {
      assertThat(trusting.post(request(url)).body()).isEqualTo("{}");
      assertThatThrownBy(() -> plain.post(request(url)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("certification path");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aFileWithoutCertificatesIsRefusedByName(@TempDir Path folder) throws Exception {
    Path empty = Files.writeString(folder.resolve("empty.pem"), "");
    Path junk = Files.writeString(folder.resolve("junk.pem"), "no certificate");

    for (Path file : List.of(empty, junk)) {
      assertThatThrownBy(() -> http(new Route(null, file.toString())))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(file.toString());
    }
    assertThatThrownBy(() -> http(new Route(null, folder.resolve("none.pem").toString())))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("none.pem");
  }

  private static PooledHttp http(Route route) throws IOException {
    return new PooledHttp(1, 1000, route);
  }

  private static HttpExchange.Request request(String url) {
    return new HttpExchange.Request(url, Map.of(), "{}", TestClient.PATIENT);
  }

  /** Makes a key pair with the platform's own tool; gives the certificate. */
  private static Path certify(Path folder) throws Exception {
    Path certificate = folder.resolve("ca.pem");
    String store = folder.resolve("keys.p12").toString();
    keytool(
        "-genkeypair",
        "-keystore",
        store,
        "-keyalg",
        "EC",
        "-dname",
        "CN=test",
        "-ext",
        "san=ip:127.0.0.1");
    keytool("-exportcert", "-keystore", store, "-rfc", "-file", certificate.toString());
    return certificate;
  }

  private static void keytool(String... arguments) throws Exception {
    Path tool = Path.of(System.getProperty("java.home", ""), "bin", "keytool");
    List<String> command = new ArrayList<>(List.of(tool.toString()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("-alias", "test", "-storepass", WORD));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
  }

  private static HttpsServer serve(Path folder) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream store = Files.newInputStream(folder.resolve("keys.p12"))) {
      keys.load(store, WORD.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, WORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write("{}".getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
    server.start();
    return server;
  }
}
