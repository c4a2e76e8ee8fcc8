package org.onsale.inventory;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Decides what becomes of a hold: given up, claimed by an order, kept, sold, and given back. */
final class OrderDecisions {
  private final Moment moment;
  private final EventState state;

  OrderDecisions(Moment moment) {
    this.moment = moment;
    this.state = moment.state();
  }

  Decision<ReleaseOutcome> release(Command.Release release) {
    Holding holding = moment.alive(release.hold());
    if (holding == null) {
      return moment.refused(new ReleaseOutcome.Gone());
    }
    boolean allowed =
        release.order() == null
            ? !holding.isClaimed()
            : holding instanceof Holding.Live && holding.belongsTo(release.order());
    if (!allowed) {
      return Decision.no(new ReleaseOutcome.BelongsToOrder());
    }
    return moment.decided(new ReleaseOutcome.Released(), ChangeKind.RELEASE, holding);
  }

  Decision<ClaimOutcome> claim(Command.Claim claim) {
    Holding holding = moment.alive(claim.hold());
    if (holding == null) {
      return moment.refused(new ClaimOutcome.Gone());
    }
    if (!(holding instanceof Holding.Live held) || held.isClaimed()) {
      return Decision.no(new ClaimOutcome.ClaimedByOther(Objects.requireNonNull(holding.order())));
    }
    Hold view = held.view();
    int limit = claim.limit().applyAsInt(view);
    int places = placesWith(claim.customer(), held.places(), limit);
    if (places > limit) {
      return moment.refused(new ClaimOutcome.OverLimit(places, limit));
    }
    Object objection = claim.objection().apply(view);
    if (objection != null) {
      return moment.refused(new ClaimOutcome.Vetoed(objection));
    }
    Instant payBy = moment.after(claim.paymentTime());
    List<Change> changes = moment.expiries();
    changes.add(Change.claim(moment.versionAfter(changes), claim, held, payBy, moment.now()));
    return Decision.yes(new ClaimOutcome.Claimed(held.view(payBy), held.allocation()), changes);
  }

  /** How many places the customer would have; what has expired counts when it must not. */
  private int placesWith(String customer, int more, int limit) {
    int places = state.placesOf(customer) + more;
    return places > limit ? places - expireClaimsOf(customer) : places;
  }

  /** No limit is asked: the order's places count already. */
  Decision<KeepOutcome> keep(Command.Keep keep) {
    if (!(moment.alive(keep.hold()) instanceof Holding.Live claimed)
        || !claimed.belongsTo(keep.order())) {
      return moment.refused(new KeepOutcome.Gone());
    }
    Instant until = keep.until().truncatedTo(ChronoUnit.MICROS);
    if (!until.isAfter(claimed.expiresAt())) {
      return Decision.no(new KeepOutcome.NotLater());
    }
    List<Change> changes = moment.expiries();
    changes.add(Change.keep(moment.versionAfter(changes), claimed, until, moment.now()));
    return Decision.yes(new KeepOutcome.Kept(claimed.view(until)), changes);
  }

  Decision<OrderHoldOutcome> holdForOrder(Command.HoldForOrder wanted) {
    if (moment.alive(wanted.hold().id()) != null) {
      return moment.refused(new OrderHoldOutcome.HeldBefore());
    }
    int places = placesWith(wanted.customer(), wanted.hold().places(), wanted.limit());
    if (places > wanted.limit()) {
      return moment.refused(new OrderHoldOutcome.OverLimit(places, wanted.limit()));
    }
    Decision<HoldOutcome> taken = new HoldDecisions(moment).hold(wanted.hold());
    if (!(taken.outcome() instanceof HoldOutcome.Held held)) {
      return moment.refused(new OrderHoldOutcome.NotFree());
    }
    List<Change> changes = taken.changes();
    changes.add(changes.getLast().claimed(wanted.order(), wanted.customer()));
    return Decision.yes(new OrderHoldOutcome.Held(held.hold()), changes);
  }

  Decision<Optional<Hold>> show(Command.Show show) {
    return moment.refused(
        moment.alive(show.hold()) instanceof Holding.Live held && !held.isClaimed()
            ? Optional.of(held.view())
            : Optional.empty());
  }

  /** A claim that has expired does not count against the limit; returns the places it had. */
  private int expireClaimsOf(String customer) {
    byte[] packed = PackedText.of(customer);
    int places = 0;
    for (Holding.Live over : moment.expiredNow()) {
      if (Arrays.equals(packed, over.packedCustomer())) {
        moment.expire(over);
        places += over.places();
      }
    }
    return places;
  }

  Decision<ConfirmOutcome> confirm(Command.Confirm confirm) {
    Holding holding = moment.alive(confirm.hold());
    if (holding == null || !holding.belongsTo(confirm.order())) {
      return moment.refused(new ConfirmOutcome.Gone());
    }
    return holding instanceof Holding.Live claimed
        ? moment.decided(new ConfirmOutcome.Confirmed(claimed.view()), ChangeKind.CONFIRM, claimed)
        : Decision.no(new ConfirmOutcome.ConfirmedBefore());
  }

  Decision<CancelOutcome> cancel(Command.Cancel cancel) {
    return state.holding(cancel.hold()) instanceof Holding.Sold sold
            && sold.belongsTo(cancel.order())
        ? moment.decided(new CancelOutcome.Cancelled(), ChangeKind.CANCEL, sold)
        : Decision.no(new CancelOutcome.Gone());
  }

  Decision<CancelOutcome> giveBack(Command.Return back) {
    if (!(state.holding(back.hold()) instanceof Holding.Sold sold)
        || !sold.belongsTo(back.order())) {
      return Decision.no(new CancelOutcome.Gone());
    }
    int[] seats = back.seats().stream().mapToInt(Integer::intValue).toArray();
    int[] pools = back.pools().stream().mapToInt(PoolQuantity::pool).toArray();
    int[] quantities = back.pools().stream().mapToInt(PoolQuantity::quantity).toArray();
    if (!sold.has(seats, pools, quantities)) {
      return Decision.no(new CancelOutcome.Gone());
    }
    Holding.Sold part = sold.part(seats, pools, quantities);
    return part.places() == sold.places()
        ? moment.decided(new CancelOutcome.Cancelled(), ChangeKind.CANCEL, sold)
        : moment.decided(new CancelOutcome.Cancelled(), ChangeKind.RETURN, part);
  }
}
