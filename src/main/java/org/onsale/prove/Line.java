package org.onsale.prove;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** The line between clients and nodes: sends, repeats what gets no answer, and counts. */
final class Line {
  private static final Duration TIMEOUT = Duration.ofSeconds(6);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final int TRIES = 12;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Nodes nodes;
  private final HttpClient http;
  private final History history;
  private final Clock clock;

  /**
   * @param status 0 when no answer came
   */
  record Answer(int status, JsonNode body, Span span) {
    boolean is(int... statuses) {
      for (int each : statuses) {
        if (each == status) {
          return true;
        }
      }
      return false;
    }
  }

  Line(Nodes nodes, HttpClient http, History history, Clock clock) {
    this.nodes = nodes;
    this.http = http;
    this.history = history;
    this.clock = clock;
  }

  /** Sends until there is an answer, to another node each time; gives up after a minute or so. */
  Answer send(Call call, Random random) {
    return send(call, nodes.any(random), random);
  }

  private Answer send(Call call, Node first, Random random) {
    Answer answer = once(call, first);
    for (int tries = 1; tries < TRIES && isWorthRepeating(answer.status()); tries++) {
      long limit = FIRST_PAUSE.multipliedBy(tries).toMillis();
      Node.sleep(Duration.ofMillis(limit / 2 + random.nextLong(limit)));
      answer = once(call, nodes.any(random));
    }
    return answer;
  }

  private static boolean isWorthRepeating(int status) {
    return Call.isComeAgain(status) || status >= 500;
  }

  /** The same, and now and then twice at once. */
  List<Answer> send(Call call, Random random, int doublePercent) {
    return random.nextInt(100) < doublePercent
        ? sendTwice(call, random)
        : List.of(send(call, random));
  }

  /** Sends the same to two nodes at once, as a nervous finger or a proxy does. */
  private List<Answer> sendTwice(Call call, Random random) {
    Node one = nodes.any(random);
    Node other = nodes.anyBut(one, random);
    long seed = random.nextLong();
    Callable<Answer> second = () -> send(call, other, new Random(seed));
    var task = new FutureTask<>(second);
    Thread.startVirtualThread(task);
    Answer first = send(call, one, random);
    try {
      return List.of(first, task.get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Sends once, to one node. */
  Answer once(Call call, Node node) {
    Instant asked = clock.instant();
    int status = 0;
    String text = "";
    try {
      HttpResponse<String> response = http.send(request(call, node), BodyHandlers.ofString());
      status = response.statusCode();
      text = response.body();
    } catch (IOException e) {
      // No answer, as the status says.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
    Span span = new Span(asked, clock.instant());
    String kind = call.kind().name().toLowerCase(Locale.ROOT);
    history.count(kind, status);
    if (call.kind().movesMoney()) {
      Span under = status == 0 ? new Span(asked, Instant.MAX) : span;
      history.asking(call.kind(), call.about(), under);
    }
    if (!call.kind().expects(status)) {
      history.add(new History.Strange(kind, status, call.about(), text, span));
    }
    return new Answer(status, json(text), span);
  }

  private static HttpRequest request(Call call, Node node) {
    String body = call.body();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(node.uri(call.path()))
            .timeout(TIMEOUT)
            .method(
                call.method(),
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    call.headers().forEach(request::header);
    return request.build();
  }

  private static JsonNode json(String text) {
    if (text.isEmpty()) {
      return MissingNode.getInstance();
    }
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }
}
