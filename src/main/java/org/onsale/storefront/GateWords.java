package org.onsale.storefront;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the gate's page; {@code messages/gate_de.properties} in German. */
@MessageBundle("gate")
public interface GateWords {
  @Message("Gate")
  String gate();

  @Message("Gate: {event}")
  String title(String event);

  @Message("Scans tickets at the entrance.")
  String about();

  @Message("The gate needs JavaScript.")
  String needsScripts();
}
