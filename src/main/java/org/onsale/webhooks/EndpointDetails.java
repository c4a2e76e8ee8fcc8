package org.onsale.webhooks;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.FieldError;
import org.onsale.platform.Phrase;

/**
 * An endpoint as an organiser describes it.
 *
 * @param types ids of {@link WebhookType}
 */
public record EndpointDetails(String url, String description, List<String> types) {
  static final int MAX_URL = 500;
  static final int MAX_DESCRIPTION = 120;

  public EndpointDetails {
    url = url.strip();
    description = description.strip();
    types = List.copyOf(types);
  }

  List<FieldError> faults(TargetRules rules) {
    List<FieldError> faults = new ArrayList<>();
    Phrase wrong = wrongUrl(rules);
    if (wrong != null) {
      faults.add(new FieldError("url", wrong));
    }
    if (description.length() > MAX_DESCRIPTION || description.indexOf('\0') >= 0) {
      faults.add(new FieldError("description", "At most {1} characters, please.", MAX_DESCRIPTION));
    }
    if (types.isEmpty()) {
      faults.add(new FieldError("types", "Choose at least one."));
    }
    for (String type : types) {
      if (WebhookType.of(type).isEmpty()) {
        faults.add(new FieldError("types", "There is no type {1}.", type));
        break;
      }
    }
    return faults;
  }

  private @Nullable Phrase wrongUrl(TargetRules rules) {
    if (url.isEmpty() || url.length() > MAX_URL) {
      return Phrase.of("An address is needed, of at most {1} characters.", MAX_URL);
    }
    try {
      return rules.fault(new URI(url));
    } catch (URISyntaxException e) {
      return Phrase.of("This is no address such as https://example.org/onsale.");
    }
  }

  Set<WebhookType> chosen() {
    Set<WebhookType> chosen = new HashSet<>();
    types.forEach(id -> WebhookType.of(id).ifPresent(chosen::add));
    return chosen;
  }
}
