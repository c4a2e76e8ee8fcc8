package org.onsale.notifications;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.BasicCredentials;
import com.github.tomakehurst.wiremock.http.Fault;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onsale.notifications.ProviderAnswer.Accepted;
import org.onsale.notifications.ProviderAnswer.Later;
import org.onsale.notifications.ProviderAnswer.Refused;

/** Against a stand-in that speaks as Twilio's API of 2010-04-01 does. */
class TwilioTest {
  private static final String ACCOUNT = "AC" + "0".repeat(32);
  private static final String PATH = "/2010-04-01/Accounts/" + ACCOUNT + "/Messages.json";

  private final WireMockServer twilio = new WireMockServer(options().dynamicPort());

  @BeforeEach
  void start() {
    twilio.start();
  }

  @AfterEach
  void stop() {
    twilio.stop();
  }

  private Twilio provider(String from) {
    return provider(from, Duration.ofSeconds(10));
  }

  private Twilio provider(String from, Duration timeout) {
    return new Twilio(
        Optional.of(ACCOUNT),
        Optional.of("secret"),
        Optional.of(from),
        URI.create(twilio.baseUrl()),
        timeout,
        10);
  }

  private static Message sms() {
    return new Message(
        1,
        2,
        "reminder-2h",
        "",
        "sms",
        "A1-K7Q2M9XD",
        "<A1-K7Q2M9XD.reminder-2h@onsale>",
        "de",
        "+48600100200",
        "",
        "In zwei Stunden: Tempest & Co, Łódź",
        "",
        "sending",
        1,
        20,
        Instant.EPOCH,
        null,
        null,
        null);
  }

  private void answers(int status, String body) {
    twilio.stubFor(
        post(urlEqualTo(PATH))
            .willReturn(
                aResponse()
                    .withStatus(status)
                    .withHeader("Content-Type", "application/json")
                    .withBody(body)));
  }

  /** As in Twilio's reference of the Message resource. */
  private static final String QUEUED =
      """
      {"account_sid": "AC00000000000000000000000000000000", "api_version": "2010-04-01",
       "body": "Hi there", "date_created": "Thu, 24 Aug 2023 05:01:45 +0000", "date_sent": null,
       "date_updated": "Thu, 24 Aug 2023 05:01:45 +0000", "direction": "outbound-api",
       "error_code": null, "error_message": null, "from": "+15557122661",
       "num_media": "0", "num_segments": "1", "price": null, "price_unit": null,
       "messaging_service_sid": null, "sid": "SM11111111111111111111111111111111",
       "status": "queued", "to": "+15558675310",
       "uri": "/2010-04-01/Accounts/AC0/Messages/SM1.json"}
      """;

  private static String error(int status, int code, String message) {
    return """
    {"code": %d, "message": "%s", "more_info": "https://www.twilio.com/docs/errors/%d",
     "status": %d}
    """
        .formatted(code, message, code, status);
  }

  @Test
  void an_sms_is_handed_over_in_twilios_words() {
    answers(201, QUEUED);
    assertThat(provider("+15557122661").send(sms()))
        .isEqualTo(new Accepted("Twilio: queued, SM11111111111111111111111111111111"));
    twilio.verify(
        1,
        postRequestedFor(urlEqualTo(PATH))
            .withBasicAuth(new BasicCredentials(ACCOUNT, "secret"))
            .withHeader("Content-Type", equalTo("application/x-www-form-urlencoded"))
            .withFormParam("To", equalTo("+48600100200"))
            .withFormParam("From", equalTo("+15557122661"))
            .withFormParam("Body", equalTo("In zwei Stunden: Tempest & Co, Łódź")));
  }

  @Test
  void a_messaging_service_is_named_as_such() {
    answers(201, QUEUED);
    String service = "MG" + "1".repeat(32);
    provider(service).send(sms());
    twilio.verify(
        postRequestedFor(urlEqualTo(PATH)).withFormParam("MessagingServiceSid", equalTo(service)));
  }

  @Test
  void a_number_that_can_get_no_sms_is_refused_for_good() {
    answers(400, error(400, 21211, "Invalid 'To' Phone Number: 600100XXX"));
    assertThat(provider("+1").send(sms()))
        .isEqualTo(new Refused("Twilio 400, 21211: Invalid 'To' Phone Number: 600100XXX"));
    answers(400, error(400, 21610, "Attempt to send to unsubscribed recipient"));
    assertThat(provider("+1").send(sms())).isInstanceOf(Refused.class);
  }

  @Test
  void what_is_ours_or_twilios_to_mend_is_tried_again() {
    answers(401, error(401, 20003, "Authenticate"));
    assertThat(provider("+1").send(sms())).isEqualTo(new Later("Twilio 401, 20003: Authenticate"));
    answers(400, error(400, 21606, "The 'From' phone number is not a valid"));
    assertThat(provider("+1").send(sms())).isInstanceOf(Later.class);
    answers(429, error(429, 20429, "Too Many Requests"));
    assertThat(provider("+1").send(sms())).isInstanceOf(Later.class);
    answers(503, "<html>upstream connect error</html>");
    assertThat(provider("+1").send(sms())).isInstanceOf(Later.class);
  }

  @Test
  void silence_and_a_cut_line_are_no_answer() {
    twilio.stubFor(
        post(urlEqualTo(PATH)).willReturn(aResponse().withStatus(201).withFixedDelay(2000)));
    assertThat(provider("+1", Duration.ofMillis(300)).send(sms())).isInstanceOf(Later.class);
    twilio.stubFor(
        post(urlEqualTo(PATH)).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
    assertThat(provider("+1").send(sms())).isInstanceOf(Later.class);
  }

  @Test
  void numbers_are_read_as_they_are_typed() {
    assertThat(Twilio.number("+48 600-100 (200)")).isEqualTo("+48600100200");
    assertThat(Twilio.number("0048600100200")).isEqualTo("+48600100200");
    assertThat(Twilio.number("600 100 200")).isEqualTo("600100200");
    assertThat(Twilio.number("ask me")).isEmpty();
    assertThat(Twilio.number("+")).isEmpty();
  }

  @Test
  void an_answer_that_stops_after_its_headers_is_not_waited_for() {
    twilio.stubFor(
        post(urlEqualTo(PATH))
            .willReturn(
                aResponse().withStatus(201).withBody(QUEUED).withChunkedDribbleDelay(5, 60_000)));
    assertThat(provider("Onsale", Duration.ofMillis(400)).send(sms())).isInstanceOf(Later.class);
  }
}
