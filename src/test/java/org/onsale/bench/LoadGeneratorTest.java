package org.onsale.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LoadGeneratorTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
  private static final Duration ANSWER_TIME = Duration.ofMillis(20);

  private final AtomicLong clock = new AtomicLong();

  private LoadGenerator.Result run(SlowServer server, int connections, Arrivals arrivals)
      throws IOException {
    return new LoadGenerator(server.port(), connections, clock::get)
        .run(arrivals, () -> Dialogue.of(Requests.get("/"), 200));
  }

  @Test
  void open_loop_counts_the_wait_behind_a_slow_answer() throws IOException {
    try (var server = new SlowServer(clock, ANSWER_TIME, number -> OK)) {
      // One each millisecond and 20 ms for each: request k is due at k and answered at 20·(k + 1).
      LoadGenerator.Result result = run(server, 1, Arrivals.open(1_000, Duration.ofMillis(10)));

      assertThat(result.done()).isEqualTo(10);
      assertThat(result.latency().getMinValue()).isCloseTo(20_000, within(50L));
      assertThat(result.latency().getMaxValue()).isCloseTo(200_000 - 9_000, within(200L));
    }
  }

  @Test
  void closed_loop_counts_from_when_a_connection_was_free() throws IOException {
    try (var server = new SlowServer(clock, ANSWER_TIME, number -> OK)) {
      LoadGenerator.Result result = run(server, 1, Arrivals.closed(Duration.ofMillis(100)));

      assertThat(result.done()).isEqualTo(5);
      assertThat(result.latency().getMaxValue()).isCloseTo(20_000, within(50L));
      assertThat(result.perSecond()).isCloseTo(50, within(0.1));
    }
  }

  @Test
  void as_many_come_as_are_asked_for() throws IOException {
    try (var server = new SlowServer(clock, ANSWER_TIME, number -> OK)) {
      assertThat(run(server, 4, Arrivals.exactly(10)).done()).isEqualTo(10);
    }
  }

  @Test
  void answer_of_another_status_ends_the_run() throws IOException {
    String no = "HTTP/1.1 409 Conflict\r\ncontent-length: 4\r\n\r\nlost";
    try (var server = new SlowServer(clock, ANSWER_TIME, number -> number < 3 ? OK : no)) {
      assertThatThrownBy(() -> run(server, 1, Arrivals.exactly(10)))
          .isInstanceOf(UnexpectedAnswerException.class)
          .hasMessage("unexpected answer 409: lost");
    }
  }

  @Test
  void dialogue_goes_on_with_what_was_answered_and_is_timed_as_a_whole() throws IOException {
    String body = "{\"code\":\"ABC\",\"total\":12}";
    String placed =
        "HTTP/1.1 201 Created\r\nX-A: b\r\nCONTENT-LENGTH: " + body.length() + "\r\n\r\n" + body;
    List<String> heard = new ArrayList<>();
    try (var server =
        new SlowServer(
            clock,
            ANSWER_TIME,
            number -> number == 0 ? placed : "HTTP/1.1 204 No Content\r\n\r\n")) {
      LoadGenerator.Result result =
          new LoadGenerator(server.port(), 1, clock::get)
              .run(Arrivals.exactly(1), () -> new TwoRequests(heard));

      assertThat(heard).containsExactly("ABC", "12", "204");
      assertThat(result.latency().getMaxValue()).isCloseTo(40_000, within(50L));
    }
  }

  private record TwoRequests(List<String> heard) implements Dialogue {
    @Override
    public byte[] opening() {
      return Requests.get("/first");
    }

    @Override
    public byte @Nullable [] next(Answer answer) {
      if (answer.status() == 201) {
        heard.add(answer.member("code"));
        heard.add(answer.member("total"));
        return Requests.get("/second");
      }
      heard.add(Integer.toString(answer.status()));
      return null;
    }
  }
}
