package org.onsale.notifications;

/**
 * What the organiser has sent by SMS besides, to buyers who gave a phone number.
 *
 * @param smsConfirmations whether {@link Kind#ORDER_PAID} is
 * @param smsReminders whether reminders are
 */
public record Settings(boolean smsConfirmations, boolean smsReminders) {

  boolean wantSms(Kind kind) {
    return kind.channels().contains(Channel.SMS)
        && (kind.isReminder() ? smsReminders : smsConfirmations);
  }
}
