package org.onsale.platform;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/**
 * The words of the frame around every public page; {@code messages/site_de.properties} in German.
 */
@MessageBundle("site")
public interface SiteWords {
  @Message("en")
  String lang();

  @Message("Skip to content")
  String skip();

  @Message("Onsale, all events")
  String brand();

  @Message("Main")
  String navigation();

  @Message("Events")
  String events();

  @Message("You are offline. What you see may be out of date; we go on as soon as you are back.")
  String offline();

  @Message("Onsale, open-source ticketing.")
  String about();

  @Message("For organisers")
  String organisers();

  @Message("Find my tickets")
  String findTickets();

  @Message("Language")
  String language();

  @Message("To the events")
  String toTheEvents();

  @Message("Incident")
  String incident();

  @Message("Problems")
  String problems();

  @Message("{code}, status {status}")
  String problemStatus(String code, int status);

  @Message("The API answers errors as {format} (RFC 9457). These are the types; they are stable.")
  String problemFormat(String format);

  @Message("Type")
  String problemType();

  @Message("Status")
  String status();

  @Message("Title")
  String title();
}
