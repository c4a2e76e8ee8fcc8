package org.onsale.notifications;

/** Who brings messages of one channel to their recipients. */
interface Provider {
  Channel channel();

  /** Without an account there nothing is sent: messages are stored and shown. */
  boolean isConfigured();

  /** Messages a second that it may be given. */
  int perSecond();

  /** Hands the message over, within {@link Dispatch#PATIENCE} or a little more. */
  ProviderAnswer send(Message message);
}
