package org.onsale.prove;

/** What is done to the nodes and to what they stand on. */
enum Fault {
  NODE_KILLED("node killed -9 and started again"),
  NODE_FROZEN("node stopped past its holds' expiry and continued"),
  DATABASE_KILLED("PostgreSQL killed -9 and started again"),
  DATABASE_SET_BACK("PostgreSQL set back to a copy of some seconds before"),
  CUT_BEFORE_COMMIT("line cut before COMMIT arrived"),
  CUT_AFTER_COMMIT("line cut right after COMMIT was sent"),
  REDIS_KILLED("Redis killed -9 and started again"),
  REDIS_FLUSHED("Redis flushed");

  private final String words;

  Fault(String words) {
    this.words = words;
  }

  boolean isOfRedis() {
    return this == REDIS_KILLED || this == REDIS_FLUSHED;
  }

  @Override
  public String toString() {
    return words;
  }
}
