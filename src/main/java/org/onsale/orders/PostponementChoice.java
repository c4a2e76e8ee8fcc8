package org.onsale.orders;

import java.time.ZonedDateTime;
import org.onsale.platform.Money;

/**
 * What a buyer may choose now, after the event was put off.
 *
 * @param until when it becomes too late, as clocks at the venue show it
 * @param amount what goes back to who wants the money: all that is left of the order
 * @param kept whether the buyer has said that the tickets are kept
 */
public record PostponementChoice(ZonedDateTime until, Money amount, boolean kept) {}
