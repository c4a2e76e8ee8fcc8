package org.onsale.notifications;

/** Words as their reader sees them; an SMS has no subject and no HTML. */
public record Rendered(String subject, String text, String html) {}
