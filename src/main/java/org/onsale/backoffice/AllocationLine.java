package org.onsale.backoffice;

import java.time.ZoneId;
import java.util.Objects;
import org.onsale.allocations.Allocation;
import org.onsale.inventory.AllocationShare;

/**
 * An allocation on a page.
 *
 * @param code empty for none
 * @param release when it is, or was, released; empty for never
 * @param left seats and places that nobody has
 * @param taken seats and places that are held or sold from it
 */
public record AllocationLine(
    int id,
    String kind,
    String label,
    String code,
    String release,
    boolean open,
    int left,
    int taken) {

  static AllocationLine of(Allocation allocation, AllocationShare share, ZoneId zone) {
    var time = allocation.isOpen() ? allocation.releaseAt() : allocation.releasedAt();
    return new AllocationLine(
        allocation.id(),
        allocation.kind(),
        allocation.label(),
        Objects.requireNonNullElse(allocation.accessCode(), ""),
        time == null ? "" : Times.shown(time, zone),
        allocation.isOpen(),
        share.blocked().size()
            + share.pools().stream().mapToInt(AllocationShare.Places::left).sum(),
        share.held().size()
            + share.sold().size()
            + share.pools().stream().mapToInt(AllocationShare.Places::taken).sum());
  }
}
