package org.onsale.platform;

/** A bounded queue is full, or the database cannot be reached: the caller is told to come again. */
public final class Busy extends RuntimeException {
  public Busy(String what) {
    super(what, null, false, false);
  }
}
