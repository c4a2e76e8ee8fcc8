package org.onsale.orders;

/**
 * The cargo of a cancellation of a confirmed order: its seats become free again and its tickets are
 * revoked, in one transaction.
 *
 * @param reason for the order's history, a sentence
 */
public record CancelOrder(OrderCode code, String reason) {}
