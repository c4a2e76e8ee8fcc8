package org.onsale.platform;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * Takes part in the transaction of a batch of the inventory ledger: orders and tickets become true
 * in the same instant as the seats they are for.
 *
 * <p>Each request of a batch may bring a cargo, an object that the ledger never looks at. A
 * participant picks out the cargoes it knows by their type and leaves the others alone. Both
 * methods run inside the batch's transaction, under the event's lock, on the batch's thread; they
 * must not commit, roll back or wait for anything but the database, and write in bulk.
 */
public interface Participant {

  /** Participants of a lower order are called first: tickets need to know the orders. */
  int order();

  /**
   * Before the decision: locks the rows that the riders need, in a sorted order, and vetoes riders
   * that cannot go through.
   *
   * @param now the time at which the batch is decided: the database's, never before that of an
   *     earlier batch
   */
  void prepare(Connection transaction, EventId event, List<Ride> rides, Instant now)
      throws SQLException;

  /** After the decision: writes what follows from the accepted rides, which alone it is given. */
  void write(Connection transaction, EventId event, List<Ride> accepted, Instant now)
      throws SQLException;
}
