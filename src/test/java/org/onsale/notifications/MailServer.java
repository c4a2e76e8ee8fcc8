package org.onsale.notifications;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A mail server for the application under test, whose letters a test reads as they came. */
public final class MailServer implements QuarkusTestResourceLifecycleManager {
  private static final long START_LIMIT_MILLIS = 60_000;

  private final GreenMail server = new GreenMail(setup());

  private static ServerSetup setup() {
    ServerSetup setup = new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP);
    setup.setServerStartupTimeout(START_LIMIT_MILLIS);
    return setup;
  }

  @Override
  public Map<String, String> start() {
    server.start();
    return Map.of(
        "onsale.mail.host",
        "localhost",
        "onsale.mail.port",
        Integer.toString(server.getSmtp().getPort()),
        "onsale.mail.start-tls",
        "DISABLED");
  }

  @Override
  public void inject(TestInjector injector) {
    Supplier<List<byte[]>> letters = this::letters;
    injector.injectIntoFields(letters, field -> field.getName().equals("letters"));
  }

  private List<byte[]> letters() {
    List<byte[]> letters = new ArrayList<>();
    for (MimeMessage message : server.getReceivedMessages()) {
      try {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        message.writeTo(bytes);
        letters.add(bytes.toByteArray());
      } catch (IOException | MessagingException e) {
        throw new IllegalStateException(e);
      }
    }
    return letters;
  }

  @Override
  public void stop() {
    server.stop();
  }
}
