package org.onsale.bench;

/** One benchmark. */
interface Bench {

  /** What it is called on the command line. */
  String name();

  /** What it measures, in a few words. */
  String measures();

  /** Measures and reports; an answer that it did not ask for ends it with an exception. */
  void run(Setting setting, Report report) throws Exception;
}
