package org.onsale.notifications;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.onsale.platform.Language;

/** Which words: of which message, by which way, in which language. */
public record TemplateKey(Kind kind, Channel channel, Language language) {

  /** Empty when there is no such message, way or language, or that message does not go that way. */
  public static Optional<TemplateKey> of(String kind, String channel, String language) {
    return Kind.of(kind)
        .flatMap(
            known ->
                Channel.of(channel)
                    .filter(known.channels()::contains)
                    .flatMap(
                        way -> Language.of(language).map(l -> new TemplateKey(known, way, l))));
  }

  /** All there are. */
  public static List<TemplateKey> all() {
    return Arrays.stream(Kind.values())
        .flatMap(
            kind ->
                kind.channels().stream()
                    .flatMap(
                        channel ->
                            Arrays.stream(Language.values())
                                .map(language -> new TemplateKey(kind, channel, language))))
        .toList();
  }
}
