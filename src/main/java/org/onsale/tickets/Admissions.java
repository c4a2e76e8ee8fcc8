package org.onsale.tickets;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Set;
import org.onsale.platform.EventId;

/** Knows which tickets have gone in: the gates are a module that uses this one. */
public interface Admissions {
  /**
   * Those of the tickets that were admitted. Whoever has locked their rows knows that no more of
   * them are until the transaction ends.
   */
  Set<TicketId> among(Connection connection, EventId event, Collection<TicketId> tickets)
      throws SQLException;
}
