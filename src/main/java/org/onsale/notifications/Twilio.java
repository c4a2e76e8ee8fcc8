package org.onsale.notifications;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.onsale.platform.TimedCall;

/**
 * SMS by Twilio's Programmable Messaging: one POST to {@code Messages.json} of its API of
 * 2010-04-01 (ADR 0025). Its answer is {@code queued}: what becomes of the SMS on the way to the
 * phone is in Twilio's console.
 */
@Singleton
final class Twilio implements Provider {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
  private static final long MAX_ANSWER = 64 * 1024;

  /** No valid number, none that can get an SMS, or one that wrote STOP. */
  private static final Set<Integer> UNREACHABLE = Set.of(21211, 21214, 21217, 21610, 21614, 21635);

  private final Optional<String> account;
  private final Optional<String> token;
  private final Optional<String> from;
  private final URI api;
  private final Duration timeout;
  private final int perSecond;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT_LIMIT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /**
   * @param from a number of the account's (E.164), a sender's name, or the SID of a messaging
   *     service (MG…)
   */
  @Inject
  Twilio(
      @ConfigProperty(name = "onsale.twilio.account-sid") Optional<String> account,
      @ConfigProperty(name = "onsale.twilio.auth-token") Optional<String> token,
      @ConfigProperty(name = "onsale.twilio.from") Optional<String> from,
      @ConfigProperty(name = "onsale.twilio.api", defaultValue = "https://api.twilio.com") URI api,
      @ConfigProperty(name = "onsale.twilio.timeout", defaultValue = "PT15S") Duration timeout,
      @ConfigProperty(name = "onsale.twilio.per-second", defaultValue = "10") int perSecond) {
    this.account = account;
    this.token = token;
    this.from = from;
    this.api = api;
    this.timeout = timeout.compareTo(Dispatch.PATIENCE) < 0 ? timeout : Dispatch.PATIENCE;
    this.perSecond = perSecond;
  }

  /**
   * A number as Twilio reads it, {@code +48600100200}; empty when there are no digits. One without
   * its country stays so, and is refused by Twilio, where it can be seen.
   */
  static String number(String typed) {
    String digits = typed.replaceAll("[^0-9]", "");
    if (typed.strip().startsWith("+") && !digits.isEmpty()) {
      return "+" + digits;
    }
    return digits.startsWith("00") ? "+" + digits.substring(2) : digits;
  }

  @Override
  public Channel channel() {
    return Channel.SMS;
  }

  @Override
  public boolean isConfigured() {
    return account.isPresent() && token.isPresent() && from.isPresent();
  }

  @Override
  public int perSecond() {
    return perSecond;
  }

  @Override
  public ProviderAnswer send(Message message) {
    try {
      return answer(TimedCall.send(client, request(message), timeout, MAX_ANSWER));
    } catch (InterruptedIOException e) {
      return new ProviderAnswer.Later("The node stopped before Twilio answered.");
    } catch (IOException e) {
      return new ProviderAnswer.Later("Twilio gives " + e.getMessage() + ".");
    }
  }

  private HttpRequest request(Message message) {
    String sid = account.orElseThrow();
    String sender = from.orElseThrow();
    String body =
        form(
            Map.of(
                "To",
                message.recipient(),
                sender.startsWith("MG") ? "MessagingServiceSid" : "From",
                sender,
                "Body",
                message.bodyText()));
    String credentials =
        Base64.getEncoder()
            .encodeToString((sid + ":" + token.orElseThrow()).getBytes(StandardCharsets.UTF_8));
    return HttpRequest.newBuilder(api.resolve("/2010-04-01/Accounts/" + sid + "/Messages.json"))
        .header("Authorization", "Basic " + credentials)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .header("Accept", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(
            field ->
                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static ProviderAnswer answer(HttpResponse<byte[]> response) {
    JsonNode json = json(response.body());
    int status = response.statusCode();
    if (status == 201) {
      String sid = json.path("sid").asText();
      return new ProviderAnswer.Accepted("Twilio: " + json.path("status").asText() + ", " + sid);
    }
    int code = json.path("code").asInt();
    String words = "Twilio " + status + ", " + code + ": " + json.path("message").asText();
    return status == 400 && UNREACHABLE.contains(code)
        ? new ProviderAnswer.Refused(words)
        : new ProviderAnswer.Later(words);
  }

  private static JsonNode json(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }
}
