package org.onsale.payments;

import org.onsale.platform.Money;

/**
 * A payment as the gateway's books have it.
 *
 * @param key of the attempt
 * @param refunded what has been given back of it
 */
public record GatewayEntry(String key, PaymentState state, Money amount, Money refunded) {}
