package dev.daybook.bench.http;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One connection that is kept, with as little client as there can be: it shares the machine with
 * the server that is measured. For one thread.
 */
public final class Wire implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;
  private final int port;
  private final String token;

  public Wire(int port, String token) throws IOException {
    this.port = port;
    this.token = token;
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(30_000);
    in = new BufferedInputStream(socket.getInputStream(), 1 << 14);
  }

  /** What came back. */
  public record Answer(int status, String body) {}

  /** Asks for something and takes the whole answer. */
  public Answer get(String path) throws IOException {
    return send("GET", path, "");
  }

  /** Sends a request with a JSON body and takes the whole answer. */
  public Answer send(String method, String path, String json) throws IOException {
    var request =
        method
            + " "
            + path
            + " HTTP/1.1\r\nHost: 127.0.0.1:"
            + port
            + "\r\nAuthorization: Bearer "
            + token
            + "\r\nContent-Type: application/json\r\nContent-Length: "
            + json.length()
            + "\r\n\r\n"
            + json;
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    var status = Integer.parseInt(line().split(" ")[1]);
    var length = 0;
    for (var header = line(); !header.isEmpty(); header = line()) {
      if (header.regionMatches(true, 0, "Content-Length:", 0, 15)) {
        length = Integer.parseInt(header.substring(15).strip());
      } else if (header.toLowerCase(Locale.ROOT).startsWith("transfer-encoding:")) {
        throw new IOException("The answer has no length");
      }
    }
    var body = in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException("The answer was cut off");
    }
    return new Answer(status, new String(body, StandardCharsets.UTF_8));
  }

  private String line() throws IOException {
    var text = new StringBuilder(64);
    for (var one = in.read(); one != '\n'; one = in.read()) {
      if (one < 0) {
        throw new EOFException("The server closed the connection");
      }
      if (one != '\r') {
        text.append((char) one);
      }
    }
    return text.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
