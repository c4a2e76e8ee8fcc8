package org.onsale.webhooks;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.onsale.platform.FieldError;

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
    String wrong = wrongUrl(rules);
    if (!wrong.isEmpty()) {
      faults.add(new FieldError("url", wrong));
    }
    if (description.length() > MAX_DESCRIPTION || description.indexOf('\0') >= 0) {
      faults.add(
          new FieldError("description", "At most " + MAX_DESCRIPTION + " characters, please."));
    }
    if (types.isEmpty()) {
      faults.add(new FieldError("types", "Choose at least one."));
    }
    for (String type : types) {
      if (WebhookType.of(type).isEmpty()) {
        faults.add(new FieldError("types", "There is no type " + type + "."));
        break;
      }
    }
    return faults;
  }

  private String wrongUrl(TargetRules rules) {
    if (url.isEmpty() || url.length() > MAX_URL) {
      return "An address is needed, of at most " + MAX_URL + " characters.";
    }
    try {
      return rules.fault(new URI(url));
    } catch (URISyntaxException e) {
      return "This is no address such as https://example.org/onsale.";
    }
  }

  Set<WebhookType> chosen() {
    Set<WebhookType> chosen = new HashSet<>();
    types.forEach(id -> WebhookType.of(id).ifPresent(chosen::add));
    return chosen;
  }
}
