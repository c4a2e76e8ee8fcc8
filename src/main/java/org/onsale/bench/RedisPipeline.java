package org.onsale.bench;

import io.quarkus.arc.properties.IfBuildProperty;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * One connection to Redis for everybody (RESP 2). Commands that come while the event loop is busy
 * are sent in one write, and answers are matched by their order.
 */
@Singleton
@IfBuildProperty(name = "onsale.bench", stringValue = "true")
public final class RedisPipeline {
  private static final String SCRIPT =
      "if redis.call('EXISTS', unpack(KEYS)) > 0 then return 0 end"
          + " for _, key in ipairs(KEYS) do redis.call('SET', key, ARGV[1], 'PX', ARGV[2]) end"
          + " return 1";

  private final Context context;
  private final CompletableFuture<NetSocket> connected = new CompletableFuture<>();
  private final CompletableFuture<String> script;
  private final Object lock = new Object();
  private List<Command> waiting = new ArrayList<>();

  /** Answers to come; of the event loop. */
  private final ArrayDeque<CompletableFuture<String>> asked = new ArrayDeque<>();

  private boolean bulk;

  private record Command(List<String> words, CompletableFuture<String> answer) {}

  @Inject
  RedisPipeline(
      Vertx vertx, @ConfigProperty(name = Redis.PORT_PROPERTY, defaultValue = "0") int port) {
    context = vertx.getOrCreateContext();
    context.runOnContext(
        ignored ->
            vertx
                .createNetClient()
                .connect(port, "127.0.0.1")
                .onSuccess(this::connected)
                .onFailure(connected::completeExceptionally));
    script = connected.thenCompose(socket -> ask(List.of("SCRIPT", "LOAD", SCRIPT)));
  }

  private void connected(NetSocket socket) {
    socket.handler(RecordParser.newDelimited("\r\n", this::hear));
    connected.complete(socket);
  }

  /** True when none of the keys was there; all are then. */
  CompletionStage<Boolean> takeAll(List<String> keys, String owner, Duration time) {
    return script.thenCompose(
        sha -> {
          List<String> words = new ArrayList<>(keys.size() + 5);
          words.addAll(List.of("EVALSHA", sha, Integer.toString(keys.size())));
          words.addAll(keys);
          words.add(owner);
          words.add(Long.toString(time.toMillis()));
          return ask(words).thenApply("1"::equals);
        });
  }

  private CompletableFuture<String> ask(List<String> words) {
    Command command = new Command(words, new CompletableFuture<>());
    boolean first;
    synchronized (lock) {
      first = waiting.isEmpty();
      waiting.add(command);
    }
    if (first) {
      context.runOnContext(ignored -> send(connected.join()));
    }
    return command.answer();
  }

  private void send(NetSocket socket) {
    List<Command> commands;
    synchronized (lock) {
      commands = waiting;
      waiting = new ArrayList<>();
    }
    StringBuilder text = new StringBuilder(commands.size() * 200);
    for (Command command : commands) {
      asked.add(command.answer());
      text.append('*').append(command.words().size()).append("\r\n");
      for (String word : command.words()) {
        text.append('$').append(word.length()).append("\r\n").append(word).append("\r\n");
      }
    }
    socket.write(Buffer.buffer(text.toString().getBytes(StandardCharsets.US_ASCII)));
  }

  /** A line: an integer, an error, or the length of a bulk string that is the next line. */
  private void hear(Buffer line) {
    String text = line.toString(StandardCharsets.US_ASCII);
    if (!bulk && text.startsWith("$")) {
      bulk = true;
      return;
    }
    CompletableFuture<String> answer = asked.remove();
    if (!bulk && text.startsWith("-")) {
      answer.completeExceptionally(new IllegalStateException("Redis says " + text));
    } else {
      answer.complete(bulk ? text : text.substring(1));
    }
    bulk = false;
  }
}
