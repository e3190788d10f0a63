package org.evalbeam.endpoint.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Trusts the authorities of a PEM file, for endpoints behind an organisation's own. */
public final class TrustedAuthorities {

  private TrustedAuthorities() {}

  /**
   * A TLS context that trusts these and no others.
   *
   * @throws IOException where the file can't be read or holds no certificate; its message names the
   *     file
   */
  public static SSLContext of(String pemFile) throws IOException {
    try (InputStream pem = open(pemFile)) {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(pem);
      if (certificates.isEmpty()) {
        throw new IOException(pemFile + " holds no certificate");
      }
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      int number = 0;
      for (Certificate certificate : certificates) {
        trusted.setCertificateEntry("ca-" + number++, certificate);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      // Not their message: it may quote the file, which may be the one with the private key.
      throw new IOException(pemFile + " holds no PEM certificates", e);
    }
  }

  private static InputStream open(String pemFile) throws IOException {
    Path path;
    try {
      path = Path.of(pemFile);
    } catch (InvalidPathException e) {
      throw new IOException(pemFile + " is no path of a file", e);
    }
    if (Files.isDirectory(path)) {
      throw new IOException(pemFile + " is a folder");
    }
    try {
      return Files.newInputStream(path);
    } catch (NoSuchFileException e) {
      throw new IOException("there is no file " + pemFile, e);
    } catch (AccessDeniedException e) {
      throw new IOException(pemFile + " may not be read", e);
    }
  }
}
