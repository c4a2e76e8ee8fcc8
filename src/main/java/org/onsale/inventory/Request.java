package org.onsale.inventory;

import org.jspecify.annotations.Nullable;
import org.onsale.platform.Ride;

/** A command in the queue, with its cargo for the participants; also its ride through a batch. */
final class Request implements Ride {
  private final Command<?> command;
  private final Object cargo;
  private @Nullable Object veto;
  private @Nullable Object outcome;

  Request(Command<?> command, Object cargo) {
    this.command = command;
    this.cargo = cargo;
  }

  Command<?> command() {
    return command;
  }

  @Override
  public Object cargo() {
    return cargo;
  }

  @Override
  public void veto(Object reason) {
    veto = reason;
  }

  @Override
  public Object outcome() {
    if (outcome == null) {
      throw new IllegalStateException("not decided yet: " + command);
    }
    return outcome;
  }

  @Nullable Object vetoReason() {
    return veto;
  }

  void decided(Object answer) {
    outcome = answer;
  }

  /** A batch may be run again: nothing of the last try is left. */
  void forget() {
    veto = null;
    outcome = null;
  }
}
