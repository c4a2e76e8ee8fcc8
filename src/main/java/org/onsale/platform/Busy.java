package org.onsale.platform;

/** A bounded queue is full, or the database cannot be had: the caller is told to come again. */
public class Busy extends RuntimeException {
  public Busy(String what) {
    super(what, null, false, false);
  }
}
