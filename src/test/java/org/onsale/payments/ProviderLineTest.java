package org.onsale.payments;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onsale.platform.TestClock;

class ProviderLineTest {
  private final TestClock clock = new TestClock();
  private final ProviderLine line = new ProviderLine("Provider", clock);
  private WireMockServer server;

  @BeforeEach
  void open() {
    server = new WireMockServer(options().dynamicPort());
    server.start();
  }

  @AfterEach
  void close() {
    server.stop();
  }

  private void answers(ResponseDefinitionBuilder response) {
    server.stubFor(any(anyUrl()).willReturn(response));
  }

  private ProviderLine.Reply send(Duration limit) throws IOException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(server.baseUrl())).build();
    return line.send(request, Deadline.in(limit));
  }

  private int calls() {
    return server.getAllServeEvents().size();
  }

  @Test
  void a_call_is_over_at_its_deadline_though_the_answer_dribbles() {
    answers(aResponse().withBody("a long answer").withChunkedDribbleDelay(10, 60_000));
    assertThatThrownBy(() -> send(Duration.ofSeconds(3))).isInstanceOf(IOException.class);
    assertThat(calls()).isEqualTo(1);
  }

  @Test
  void a_fault_is_tried_again_within_the_deadline_and_a_refusal_is_not() throws IOException {
    answers(aResponse().withStatus(500));
    assertThat(send(Duration.ofSeconds(30)).status()).isEqualTo(500);
    assertThat(calls()).isEqualTo(3);
    answers(aResponse().withStatus(402));
    assertThat(send(Duration.ofSeconds(30)).status()).isEqualTo(402);
    assertThat(calls()).isEqualTo(4);
  }

  @Test
  void after_five_failures_nobody_waits_until_one_call_has_an_answer() throws IOException {
    answers(aResponse().withStatus(500));
    send(Duration.ofSeconds(30));
    assertThatThrownBy(() -> send(Duration.ofSeconds(30))).isInstanceOf(IOException.class);
    assertThat(line.isDown()).isTrue();
    assertThatThrownBy(() -> send(Duration.ofSeconds(30))).isInstanceOf(IOException.class);
    assertThat(calls()).isEqualTo(Breaker.FAILURES);
    clock.advance(Breaker.PAUSE);
    answers(aResponse().withStatus(200));
    assertThat(send(Duration.ofSeconds(30)).status()).isEqualTo(200);
    assertThat(line.isDown()).isFalse();
  }

  @Test
  void after_the_pause_one_call_tries_and_the_others_wait_on() {
    Breaker breaker = new Breaker(clock);
    for (int i = 0; i < Breaker.FAILURES; i++) {
      breaker.failed();
    }
    clock.advance(Breaker.PAUSE);
    assertThat(List.of(breaker.admits(), breaker.admits())).containsExactly(true, false);
    breaker.answered();
    assertThat(breaker.admits()).isTrue();
  }

  @Test
  void an_answer_beyond_all_measure_is_not_read() {
    answers(aResponse().withBody(new byte[2 * 1024 * 1024]));
    assertThatThrownBy(() -> send(Duration.ofSeconds(30))).isInstanceOf(IOException.class);
  }
}
