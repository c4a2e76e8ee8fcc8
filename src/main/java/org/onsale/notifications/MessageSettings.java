package org.onsale.notifications;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.onsale.platform.Database;

/** Keeps the organiser's {@link Settings}. */
@Singleton
public final class MessageSettings {
  private final Database database;

  @Inject
  MessageSettings(Database database) {
    this.database = database;
  }

  public Settings read() {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT sms_confirmations, sms_reminders FROM message_setting")
                    .mapTo(Settings.class)
                    .one());
  }

  public void save(Settings settings) {
    String sql =
        """
        UPDATE message_setting
           SET sms_confirmations = :smsConfirmations, sms_reminders = :smsReminders
        """;
    database.jdbi().useHandle(handle -> handle.createUpdate(sql).bindMethods(settings).execute());
  }
}
