package org.onsale.notifications;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * A mail server that refuses {@code nobody@…} for good, {@code busy@…} once for a while, takes the
 * mail to {@code lost@…} and goes away before it says so, dislikes what {@code spam@…} gets, and
 * says nothing more once it hears of {@code silent@…}.
 */
public final class BrokenMailServer implements QuarkusTestResourceLifecycleManager {

  /** A mail that the server has got. */
  record Got(String recipient, String messageId) {}

  private final List<Got> got = new CopyOnWriteArrayList<>();
  private final Map<String, Boolean> seen = new ConcurrentHashMap<>();
  private final ServerSocket server = open();

  private static ServerSocket open() {
    try {
      return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Map<String, String> start() {
    Thread.ofVirtual().start(this::accept);
    return Map.of(
        "onsale.mail.host",
        "localhost",
        "onsale.mail.port",
        Integer.toString(server.getLocalPort()),
        "onsale.mail.start-tls",
        "DISABLED",
        "onsale.mail.timeout",
        "PT4S");
  }

  @Override
  public void inject(TestInjector injector) {
    Supplier<List<Got>> mails = () -> got;
    injector.injectIntoFields(mails, field -> field.getName().equals("mails"));
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket line = server.accept();
        Thread.ofVirtual().start(() -> talk(line));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void talk(Socket line) {
    try (line) {
      var in =
          new BufferedReader(
              new InputStreamReader(line.getInputStream(), StandardCharsets.US_ASCII));
      say(line, "220 broken.example.org ESMTP");
      String recipient = "";
      for (String command = in.readLine(); command != null; command = in.readLine()) {
        if (command.startsWith("RCPT TO:")) {
          recipient = command.substring(9, command.indexOf('>'));
          if (recipient.startsWith("silent@") && isFirst(recipient)) {
            in.transferTo(Writer.nullWriter());
            return;
          }
          say(line, recipientAnswer(recipient));
        } else if (command.equals("DATA")) {
          say(line, "354 go on");
          got.add(new Got(recipient, messageId(in)));
          if (recipient.startsWith("lost@") && isFirst(recipient)) {
            return;
          }
          say(line, recipient.startsWith("spam@") ? "554 5.7.1 looks like spam" : "250 2.0.0 Ok");
        } else if (command.equals("QUIT")) {
          say(line, "221 bye");
          return;
        } else {
          say(line, "250 broken.example.org");
        }
      }
    } catch (IOException e) {
      // The client hung up.
    }
  }

  private String recipientAnswer(String recipient) {
    if (recipient.startsWith("nobody@")) {
      return "550 5.1.1 User unknown";
    }
    return recipient.startsWith("busy@") && isFirst(recipient)
        ? "451 4.7.1 Greylisted"
        : "250 2.1.5 Ok";
  }

  private boolean isFirst(String recipient) {
    return seen.putIfAbsent(recipient, true) == null;
  }

  private static String messageId(BufferedReader in) throws IOException {
    String id = "";
    for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
      if (line.regionMatches(true, 0, "Message-ID:", 0, 11)) {
        id = line.substring(11).isBlank() ? in.readLine().strip() : line.substring(11).strip();
      }
    }
    return id;
  }

  private static void say(Socket line, String answer) throws IOException {
    OutputStream out = line.getOutputStream();
    out.write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  @Override
  public void stop() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
