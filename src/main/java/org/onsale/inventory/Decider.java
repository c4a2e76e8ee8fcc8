package org.onsale.inventory;

import java.time.Instant;

/**
 * Decides requests: a pure function of the state, the request and the time. Nothing else decides,
 * and this does no I/O and changes nothing: {@link EventState#apply} carries the changes out.
 *
 * <p>An expired hold is free at decision time. Taking from it first writes {@code expire} for the
 * whole of it, and so does asking for it by its id.
 */
final class Decider {

  /** Expiries written by one request at most; the next sweep goes on. */
  static final int SWEEP_LIMIT = 1_000;

  private Decider() {}

  /** The decision on {@code command}; the state stays as it is. */
  static <A> Decision<A> decide(EventState state, Command<A> command, Instant now) {
    return decide(state, command, now, true);
  }

  /**
   * @param expiry false only in the test that proves the rule of expiry matters
   */
  @SuppressWarnings("unchecked") // each command is decided to its own outcome
  static <A> Decision<A> decide(EventState state, Command<A> command, Instant now, boolean expiry) {
    Moment moment = new Moment(state, now, expiry);
    return (Decision<A>)
        switch (command) {
          case Command.TakeHold take -> new HoldDecisions(moment).hold(take);
          case Command.Release release -> new OrderDecisions(moment).release(release);
          case Command.Claim claim -> new OrderDecisions(moment).claim(claim);
          case Command.HoldForOrder hold -> new OrderDecisions(moment).holdForOrder(hold);
          case Command.Keep keep -> new OrderDecisions(moment).keep(keep);
          case Command.Confirm confirm -> new OrderDecisions(moment).confirm(confirm);
          case Command.Cancel cancel -> new OrderDecisions(moment).cancel(cancel);
          case Command.Return back -> new OrderDecisions(moment).giveBack(back);
          case Command.Block block -> new HouseDecisions(moment).block(block);
          case Command.Withdraw withdraw -> new HouseDecisions(moment).withdraw(withdraw);
          case Command.Unblock unblock -> new HouseDecisions(moment).unblock(unblock);
          case Command.Dissolve dissolve -> new HouseDecisions(moment).dissolve(dissolve);
          case Command.Inspect inspect -> Decision.no(state.shares(inspect.only()));
          case Command.Configure configure -> new HouseDecisions(moment).configure(configure);
          case Command.Sweep sweep -> sweep(moment);
          case Command.Show show -> new OrderDecisions(moment).show(show);
          case Command.Look look -> Decision.no(state.version());
        };
  }

  private static Decision<Integer> sweep(Moment moment) {
    moment.expireUpTo(SWEEP_LIMIT);
    return Decision.yes(moment.expired().size(), moment.expiries());
  }
}
