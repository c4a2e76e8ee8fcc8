package org.onsale.notifications;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The way by which a message goes. */
public enum Channel {
  MAIL,
  SMS;

  /** As it stands in the database and in addresses. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Channel> of(String id) {
    return Arrays.stream(values()).filter(each -> each.id().equals(id)).findFirst();
  }
}
