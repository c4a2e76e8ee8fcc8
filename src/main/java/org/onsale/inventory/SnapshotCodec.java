package org.onsale.inventory;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a state as bytes and reads it back. Two equal states have the same bytes, so the audit can
 * compare a snapshot with the fold.
 *
 * <p>Layout (deflated, which brings a checksum; big-endian): format, how many kinds of change its
 * writer knew, version, batch, decided_at; seat count and one byte a seat; the allocation of each
 * seat, or no seats when none has one; pools; holdings by id; spent ids ascending.
 */
final class SnapshotCodec {
  /** Formats 2 and 3 did not say when holds were taken, which only the log knows. */
  private static final byte FORMAT = 4;

  private static final byte LIVE = 0;

  private static final byte SOLD = 2;

  private SnapshotCodec() {}

  static byte[] encode(EventState state) {
    return deflate(plain(state));
  }

  static byte[] deflate(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(plain.length / 2);
    Deflater fast = new Deflater(Deflater.BEST_SPEED);
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, fast, 1 << 16)) {
      out.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      fast.end();
    }
    return bytes.toByteArray();
  }

  /** As plain bytes: what takes time is to deflate them, and that needs the state no more. */
  static byte[] plain(EventState state) {
    ByteArrayOutputStream bytes =
        new ByteArrayOutputStream(state.seatCount() + 160 * state.holdings().size() + 1_024);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      out.writeByte(ChangeKind.values().length);
      out.writeLong(state.version());
      Wire.writeUuid(out, state.batch());
      Wire.writeInstant(out, state.decidedAt());
      byte[] statuses = state.statuses();
      out.writeInt(statuses.length);
      out.write(statuses);
      writeAllocations(out, state);
      writePools(out, state.pools());
      List<Holding> holdings = state.holdings().sorted();
      out.writeInt(holdings.size());
      for (Holding holding : holdings) {
        writeHolding(out, holding);
      }
      long[] spent = state.spent();
      out.writeInt(spent.length);
      for (long id : spent) {
        out.writeLong(id);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Null when the bytes are broken, of another format, or by a node that knew more kinds of change:
   * a snapshot is only a cache, and must not carry a node past a change that it does not know.
   */
  static @Nullable EventState decode(byte[] bytes) {
    try (var inflater = new InflaterInputStream(new ByteArrayInputStream(bytes));
        // Read to the end first: there the checksum is.
        var in = new DataInputStream(new ByteArrayInputStream(inflater.readAllBytes()))) {
      byte format = in.readByte();
      if (format != FORMAT || in.readByte() > ChangeKind.values().length) {
        return null;
      }
      long version = in.readLong();
      UUID batch = Wire.readUuid(in);
      Instant decidedAt = Wire.readInstant(in);
      byte[] statuses = in.readNBytes(in.readInt());
      short[] allocations = readAllocations(in);
      Map<Integer, PoolState> pools = readPools(in);
      int count = in.readInt();
      List<Holding> holdings = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        holdings.add(readHolding(in));
      }
      long[] spent = new long[in.readInt()];
      for (int i = 0; i < spent.length; i++) {
        spent[i] = in.readLong();
      }
      return EventState.restore(
          version, batch, decidedAt, statuses, allocations, pools, holdings, spent);
    } catch (IOException e) {
      return null;
    }
  }

  private static void writeAllocations(DataOutputStream out, EventState state) throws IOException {
    AllocatedSeats allocated = state.allocated();
    int seats = allocated.count() == 0 ? 0 : state.seatCount();
    out.writeInt(seats);
    for (int seat = 0; seat < seats; seat++) {
      out.writeShort(allocated.of(seat));
    }
  }

  private static short[] readAllocations(DataInputStream in) throws IOException {
    short[] allocations = new short[in.readInt()];
    for (int seat = 0; seat < allocations.length; seat++) {
      allocations[seat] = in.readShort();
    }
    return allocations;
  }

  private static void writePools(DataOutputStream out, TreeMap<Integer, PoolState> pools)
      throws IOException {
    out.writeInt(pools.size());
    for (var entry : pools.entrySet()) {
      out.writeInt(entry.getKey());
      out.writeInt(entry.getValue().capacity);
      out.writeInt(entry.getValue().held);
      out.writeInt(entry.getValue().sold);
      var shares = entry.getValue().shares(entry.getKey());
      out.writeInt(shares.size());
      for (var share : shares.entrySet()) {
        out.writeInt(share.getKey());
        out.writeInt(share.getValue().places());
        out.writeInt(share.getValue().taken());
      }
    }
  }

  private static Map<Integer, PoolState> readPools(DataInputStream in) throws IOException {
    Map<Integer, PoolState> pools = new TreeMap<>();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      int id = in.readInt();
      PoolState pool = new PoolState();
      pool.capacity = in.readInt();
      pool.held = in.readInt();
      pool.sold = in.readInt();
      int shares = in.readInt();
      for (int share = 0; share < shares; share++) {
        pool.restore(in.readInt(), in.readInt(), in.readInt());
      }
      pools.put(id, pool);
    }
    return pools;
  }

  private static void writeHolding(DataOutputStream out, Holding holding) throws IOException {
    Wire.writeUuid(out, holding.id());
    out.writeByte(holding instanceof Holding.Sold ? SOLD : LIVE);
    Wire.writeInts(out, holding.seats());
    Wire.writeInts(out, holding.pools());
    Wire.writeInts(out, holding.quantities());
    if (holding instanceof Holding.Live live) {
      Wire.writeInstant(out, live.takenAt());
      Wire.writeInstant(out, live.expiresAt());
    }
    Wire.writeText(out, holding.order());
    Wire.writeText(out, holding.customer());
    if (holding instanceof Holding.Live live) {
      out.writeLong(live.fingerprint());
      out.writeLong(live.version());
    }
    out.writeInt(holding.allocation());
    if (holding.from() != null) {
      Wire.writeInts(out, holding.from().places());
    }
  }

  private static Holding readHolding(DataInputStream in) throws IOException {
    UUID id = Wire.readUuid(in);
    boolean sold = in.readByte() == SOLD;
    int[] seats = Wire.readInts(in);
    int[] pools = Wire.readInts(in);
    int[] quantities = Wire.readInts(in);
    Instant takenAt = sold ? Instant.EPOCH : Wire.readInstant(in);
    Instant expiresAt = sold ? Instant.MAX : Wire.readInstant(in);
    String order = Wire.readText(in);
    String customer = Wire.readText(in);
    long fingerprint = sold ? 0 : in.readLong();
    long version = sold ? 0 : in.readLong();
    HeldPlaces held = HeldPlaces.of(pools, quantities, readAllotment(in));
    return sold
        ? new Holding.Sold(id, seats, held, order, customer)
        : new Holding.Live(
            id, seats, held, order, customer, takenAt, expiresAt, fingerprint, version);
  }

  private static @Nullable Allotment readAllotment(DataInputStream in) throws IOException {
    int allocation = in.readInt();
    return allocation == AllocationId.NONE ? null : new Allotment(allocation, Wire.readInts(in));
  }
}
