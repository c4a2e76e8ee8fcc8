package org.onsale.inventory;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.EventId;

/**
 * What one batch writes, as its node tells the others before it commits. Who has heard it may fold
 * it once the log, or its node, says that the batch is there; and is as right without it, by the
 * log.
 *
 * @param after the version that it follows
 * @param afterBatch the batch that wrote that version: a log that was rewound since has another
 */
record Delta(EventId event, long after, UUID afterBatch, UUID batch, List<Change> changes)
    implements News {
  static final byte FORMAT = 2;

  long until() {
    return after + changes.size();
  }

  /** What is told once it is committed. */
  Kept kept() {
    return new Kept(event, until(), batch);
  }

  @Override
  public byte[] encode() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 + 128 * changes.size());
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      out.writeByte(ChangeKind.values().length);
      out.writeLong(event.value());
      out.writeLong(after);
      Wire.writeUuid(out, afterBatch);
      Wire.writeUuid(out, batch);
      out.writeInt(changes.size());
      for (Change change : changes) {
        write(out, change);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, Change change) throws IOException {
    out.writeLong(change.version());
    out.writeByte(change.kind().ordinal());
    writeId(out, change.hold());
    writeId(out, change.replaces());
    Wire.writeText(out, change.order());
    Wire.writeText(out, change.customer());
    Wire.writeInts(out, change.seats());
    Wire.writeInts(out, change.pools());
    Wire.writeInts(out, change.quantities());
    out.writeInt(change.seatCount());
    out.writeLong(change.fingerprint());
    out.writeBoolean(change.expiresAt() != null);
    if (change.expiresAt() != null) {
      Wire.writeInstant(out, change.expiresAt());
    }
    Wire.writeText(out, change.label());
    out.writeInt(change.allocation());
    Wire.writeInstant(out, change.decidedAt());
  }

  private static void writeId(DataOutputStream out, @Nullable UUID id) throws IOException {
    out.writeBoolean(id != null);
    if (id != null) {
      Wire.writeUuid(out, id);
    }
  }

  /** Null when it is of another format, or by a node that knows more kinds of change. */
  static @Nullable Delta decode(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readByte() != FORMAT || in.readByte() > ChangeKind.values().length) {
        return null;
      }
      EventId event = new EventId(in.readLong());
      long after = in.readLong();
      UUID afterBatch = Wire.readUuid(in);
      UUID batch = Wire.readUuid(in);
      int count = in.readInt();
      List<Change> changes = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        changes.add(read(in));
      }
      return new Delta(event, after, afterBatch, batch, changes);
    } catch (IOException e) {
      return null;
    }
  }

  private static Change read(DataInputStream in) throws IOException {
    return new Change(
        in.readLong(),
        ChangeKind.values()[in.readByte()],
        readId(in),
        readId(in),
        Wire.readText(in),
        Wire.readText(in),
        Wire.readInts(in),
        Wire.readInts(in),
        Wire.readInts(in),
        in.readInt(),
        in.readLong(),
        in.readBoolean() ? Wire.readInstant(in) : null,
        Wire.readText(in),
        in.readInt(),
        Wire.readInstant(in));
  }

  private static @Nullable UUID readId(DataInputStream in) throws IOException {
    return in.readBoolean() ? Wire.readUuid(in) : null;
  }
}
