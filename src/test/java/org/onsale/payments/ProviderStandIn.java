package org.onsale.payments;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Plays a payment provider over real HTTP, with books of its own, and fails when told. Requests are
 * answered one at a time, and a repeated idempotency key gets the first answer again.
 */
public abstract class ProviderStandIn implements ResponseDefinitionTransformerV2, AutoCloseable {
  protected static final ObjectMapper JSON = new ObjectMapper();

  /** What can go wrong with a request. */
  public enum Mishap {
    /** The provider does what it is asked, and the connection breaks before it can say so. */
    DONE_BUT_LOST,
    /** The provider does nothing, and says 503. */
    NOT_DONE
  }

  private record Planned(Mishap mishap, String path) {}

  /** What is answered. */
  protected record Answer(int status, JsonNode body) {}

  private record Saved(String body, Answer answer) {}

  private final WireMockServer server;
  private final List<Planned> planned = new ArrayList<>();
  private final Map<String, Saved> saved = new HashMap<>();
  private final List<String> calls = new ArrayList<>();
  private @Nullable Runnable beforeAnswer;
  private int ids;

  protected ProviderStandIn() {
    server = new WireMockServer(options().dynamicPort().extensions(this));
    server.stubFor(any(anyUrl()).willReturn(aResponse().withTransformers(getName())));
    server.start();
  }

  @Override
  public String getName() {
    return "stand-in";
  }

  @Override
  public boolean applyGlobally() {
    return false;
  }

  public URI address() {
    return URI.create(server.baseUrl());
  }

  /** So many requests for a path with this in it go wrong. */
  public synchronized void plan(Mishap mishap, String path, int times) {
    for (int i = 0; i < times; i++) {
      planned.add(new Planned(mishap, path));
    }
  }

  /** What happens once, after the next request has had its effect and before its answer leaves. */
  public synchronized void beforeNextAnswer(Runnable runnable) {
    beforeAnswer = runnable;
  }

  /** How many requests came for this method and path. */
  public synchronized long calls(String call) {
    return calls.stream().filter(each -> each.startsWith(call)).count();
  }

  @Override
  public ResponseDefinition transform(ServeEvent event) {
    Answered answered = answered(event.getRequest());
    if (answered.then() != null) {
      answered.then().run();
    }
    return answered.response();
  }

  private record Answered(ResponseDefinition response, @Nullable Runnable then) {}

  private synchronized Answered answered(Request request) {
    String path = URI.create(request.getUrl()).getPath();
    calls.add(request.getMethod() + " " + path);
    Mishap mishap = mishap(path);
    if (mishap == Mishap.NOT_DONE) {
      return new Answered(aResponse().withStatus(503).withBody("{}").build(), null);
    }
    Answer answer = once(request, path);
    Runnable then = beforeAnswer;
    beforeAnswer = null;
    ResponseDefinitionBuilder response =
        mishap == Mishap.DONE_BUT_LOST
            ? aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)
            : aResponse()
                .withStatus(answer.status())
                .withHeader("Content-Type", "application/json")
                .withBody(answer.body().toString());
    return new Answered(response.build(), then);
  }

  private @Nullable Mishap mishap(String path) {
    for (int i = 0; i < planned.size(); i++) {
      if (path.contains(planned.get(i).path())) {
        return planned.remove(i).mishap();
      }
    }
    return null;
  }

  private Answer once(Request request, String path) {
    String key = idempotencyKey(request);
    Supplier<Answer> answer =
        () -> answer(request.getMethod().toString(), path, request, request.getBodyAsString());
    if (key == null) {
      return answer.get();
    }
    Saved before = saved.get(key);
    if (before == null) {
      Answer fresh = answer.get();
      saved.put(key, new Saved(request.getBodyAsString(), fresh));
      return fresh;
    }
    return before.body().equals(request.getBodyAsString()) ? before.answer() : keyReused();
  }

  /** A day later: keys are forgotten, books are not. */
  public synchronized void forgetKeys() {
    saved.clear();
  }

  protected abstract @Nullable String idempotencyKey(Request request);

  protected abstract Answer keyReused();

  protected abstract Answer answer(String method, String path, Request request, String body);

  protected String newId(String prefix) {
    return prefix + ++ids;
  }

  protected static ObjectNode object() {
    return JSON.createObjectNode();
  }

  /** The fields of a form, or of a query. */
  protected static Map<String, String> form(String body) {
    Map<String, String> form = new HashMap<>();
    for (String pair : body.split("&")) {
      String[] halves = pair.split("=", 2);
      if (halves.length == 2) {
        form.put(decoded(halves[0]), decoded(halves[1]));
      }
    }
    return form;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  protected static Map<String, String> query(Request request) {
    String[] halves = request.getUrl().split("\\?", 2);
    return form(halves.length == 2 ? halves[1] : "");
  }

  @Override
  public void close() {
    server.stop();
  }
}
