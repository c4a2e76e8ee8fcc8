package org.onsale.notifications;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A provider that writes down what it was given, and answers what a test wants. */
final class FakeProvider implements Provider {
  final List<Message> given = new CopyOnWriteArrayList<>();
  private final Channel channel;
  Function<Message, ProviderAnswer> answers = message -> new ProviderAnswer.Accepted("250 OK");
  boolean configured = true;
  int perSecond = 100_000;

  FakeProvider(Channel channel) {
    this.channel = channel;
  }

  @Override
  public Channel channel() {
    return channel;
  }

  @Override
  public boolean isConfigured() {
    return configured;
  }

  @Override
  public int perSecond() {
    return perSecond;
  }

  @Override
  public ProviderAnswer send(Message message) {
    given.add(message);
    return answers.apply(message);
  }

  List<String> recipients() {
    return given.stream().map(Message::recipient).toList();
  }
}
