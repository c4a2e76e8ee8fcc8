package org.onsale.seating;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A compiled plan as bytes in the database: the parts of {@link SeatingPlan} one after the other,
 * the seats as columns, deflated. The first number is the format; a reader must know it. A plan
 * that has no notes is written as before there were any, so that nodes of that build read it too.
 * The seats' guids are bytes of their own, because only the next import needs them.
 */
final class PlanBlob {
  private static final int PLAIN = 1;
  private static final int WITH_VIEW_NOTES = 2;

  private PlanBlob() {}

  private interface Writer {
    void write(DataOutput out) throws IOException;
  }

  private interface Reader<T> {
    T read(DataInput in) throws IOException;
  }

  static byte[] encode(SeatingPlan plan) {
    return deflate(
        out -> {
          ViewNotes notes = plan.viewNotes();
          out.writeInt(notes.none() ? PLAIN : WITH_VIEW_NOTES);
          out.writeUTF(plan.name());
          writeOptional(out, plan.size(), PlanBlob::writePoint);
          writeList(out, plan.categories(), PlanBlob::writeCategory);
          writeList(out, plan.sections(), (to, section) -> to.writeUTF(section.name()));
          writeList(out, plan.rows(), PlanBlob::writeRow);
          writeList(out, plan.areas(), PlanBlob::writeArea);
          writeSeats(out, plan.table());
          if (!notes.none()) {
            writeNotes(out, notes.sections());
            writeNotes(out, notes.rows());
            writeNotes(out, notes.seats());
          }
        });
  }

  static SeatingPlan decode(long plan, int version, byte[] blob) {
    return inflate(
        blob,
        in -> {
          int format = readFormat(in, WITH_VIEW_NOTES);
          String name = in.readUTF();
          SeatingPlan.Point size = readOptional(in, PlanBlob::readPoint);
          return new SeatingPlan(
              plan,
              version,
              name,
              size,
              readList(in, PlanBlob::readCategory),
              readList(in, (from, id) -> new SeatingPlan.Section(id, from.readUTF())),
              readList(in, PlanBlob::readRow),
              readList(in, (from, id) -> readArea(from)),
              readSeats(in),
              format == PLAIN
                  ? ViewNotes.NONE
                  : new ViewNotes(readNotes(in), readNotes(in), readNotes(in)));
        });
  }

  static byte[] encodeGuids(String[] guids) {
    return deflate(
        out -> {
          out.writeInt(PLAIN);
          out.writeInt(guids.length);
          for (String guid : guids) {
            out.writeUTF(guid);
          }
        });
  }

  static String[] decodeGuids(byte[] blob) {
    return inflate(
        blob,
        in -> {
          readFormat(in, PLAIN);
          String[] guids = new String[in.readInt()];
          for (int seat = 0; seat < guids.length; seat++) {
            guids[seat] = in.readUTF();
          }
          return guids;
        });
  }

  private static byte[] deflate(Writer writer) {
    var bytes = new ByteArrayOutputStream();
    var deflater = new Deflater(Deflater.BEST_SPEED);
    try (var out =
        new DataOutputStream(
            new java.io.BufferedOutputStream(
                new DeflaterOutputStream(bytes, deflater, 1 << 16), 1 << 16))) {
      writer.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      deflater.end();
    }
    return bytes.toByteArray();
  }

  private static <T> T inflate(byte[] blob, Reader<T> reader) {
    try (var in =
        new DataInputStream(
            new java.io.BufferedInputStream(
                new InflaterInputStream(new ByteArrayInputStream(blob)), 1 << 16))) {
      return reader.read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int readFormat(DataInput in, int newest) throws IOException {
    int format = in.readInt();
    if (format < PLAIN || format > newest) {
      throw new IllegalStateException(
          "a seating plan of format " + format + "; this build reads up to " + newest);
    }
    return format;
  }

  private static void writeCategory(DataOutput out, SeatingPlan.Category category)
      throws IOException {
    out.writeUTF(category.name());
    out.writeUTF(category.color());
  }

  private static SeatingPlan.Category readCategory(DataInput in, int index) throws IOException {
    return new SeatingPlan.Category(index + 1, in.readUTF(), in.readUTF());
  }

  private static void writeRow(DataOutput out, SeatingPlan.Row row) throws IOException {
    out.writeInt(row.section());
    out.writeUTF(row.number());
    writeOptional(out, row.pattern(), DataOutput::writeUTF);
    writeOptional(out, row.seatPattern(), DataOutput::writeUTF);
    out.writeUTF(row.numberPosition().name());
  }

  private static SeatingPlan.Row readRow(DataInput in, int id) throws IOException {
    return new SeatingPlan.Row(
        id,
        in.readInt(),
        in.readUTF(),
        readOptional(in, DataInput::readUTF),
        readOptional(in, DataInput::readUTF),
        SeatingPlan.NumberPosition.valueOf(in.readUTF()));
  }

  private static void writeArea(DataOutput out, Area area) throws IOException {
    switch (area.shape()) {
      case Area.Polygon(List<SeatingPlan.Point> points) -> {
        out.writeByte('P');
        writeList(out, points, PlanBlob::writePoint);
      }
      case Area.Rectangle(float width, float height) -> {
        out.writeByte('R');
        writePoint(out, new SeatingPlan.Point(width, height));
      }
      case Area.Ellipse(float x, float y) -> {
        out.writeByte('E');
        writePoint(out, new SeatingPlan.Point(x, y));
      }
      case Area.Circle(float radius) -> {
        out.writeByte('C');
        out.writeFloat(radius);
      }
      case Area.Words() -> out.writeByte('W');
    }
    writePoint(out, area.origin());
    out.writeFloat(area.rotation());
    writeOptional(out, area.color(), DataOutput::writeUTF);
    writeOptional(out, area.borderColor(), DataOutput::writeUTF);
    writeOptional(out, area.text(), PlanBlob::writeText);
  }

  private static Area readArea(DataInput in) throws IOException {
    byte kind = in.readByte();
    Area.Shape shape =
        switch (kind) {
          case 'P' -> new Area.Polygon(readList(in, (from, index) -> readPoint(from)));
          case 'R' -> new Area.Rectangle(in.readFloat(), in.readFloat());
          case 'E' -> new Area.Ellipse(in.readFloat(), in.readFloat());
          case 'C' -> new Area.Circle(in.readFloat());
          case 'W' -> new Area.Words();
          default -> throw new IllegalStateException("an area of unknown kind " + kind);
        };
    return new Area(
        shape,
        readPoint(in),
        in.readFloat(),
        readOptional(in, DataInput::readUTF),
        readOptional(in, DataInput::readUTF),
        readOptional(in, PlanBlob::readText));
  }

  private static void writeText(DataOutput out, Area.Text text) throws IOException {
    out.writeUTF(text.text());
    writePoint(out, text.position());
    out.writeFloat(text.size());
    writeOptional(out, text.color(), DataOutput::writeUTF);
  }

  private static Area.Text readText(DataInput in) throws IOException {
    return new Area.Text(
        in.readUTF(), readPoint(in), in.readFloat(), readOptional(in, DataInput::readUTF));
  }

  /** Column by column: like next to like deflates best. */
  private static void writeSeats(DataOutput out, SeatTable table) throws IOException {
    var numbers = new HashMap<String, Integer>();
    var distinct = new ArrayList<String>();
    for (String number : table.number) {
      if (numbers.putIfAbsent(number, distinct.size()) == null) {
        distinct.add(number);
      }
    }
    writeList(out, distinct, DataOutput::writeUTF);
    out.writeInt(table.size);
    writeColumn(out, table.x);
    writeColumn(out, table.y);
    writeColumn(out, table.radius);
    writeColumn(out, table.row);
    for (int seat = 0; seat < table.size; seat++) {
      out.writeShort(table.category[seat]);
      out.writeInt(number(numbers, table.number[seat]));
      out.writeBoolean(table.withdrawn.get(seat));
    }
  }

  private static int number(Map<String, Integer> numbers, String number) {
    Integer position = numbers.get(number);
    return position == null ? -1 : position;
  }

  private static SeatTable readSeats(DataInput in) throws IOException {
    List<String> numbers = readList(in, (from, index) -> from.readUTF());
    var table = new SeatTable(in.readInt());
    readColumn(in, table.x);
    readColumn(in, table.y);
    readColumn(in, table.radius);
    readColumn(in, table.row);
    for (int seat = 0; seat < table.size; seat++) {
      table.category[seat] = in.readShort();
      table.number[seat] = numbers.get(in.readInt());
      table.withdrawn.set(seat, in.readBoolean());
    }
    return table;
  }

  private static void writeNotes(DataOutput out, Map<Integer, String> notes) throws IOException {
    out.writeInt(notes.size());
    for (Map.Entry<Integer, String> note : notes.entrySet()) {
      out.writeInt(note.getKey());
      out.writeUTF(note.getValue());
    }
  }

  private static Map<Integer, String> readNotes(DataInput in) throws IOException {
    int size = in.readInt();
    var notes = HashMap.<Integer, String>newHashMap(size);
    for (int each = 0; each < size; each++) {
      notes.put(in.readInt(), in.readUTF());
    }
    return notes;
  }

  /** Differences: neighbours are close. */
  private static void writeColumn(DataOutput out, int[] column) throws IOException {
    int before = 0;
    for (int value : column) {
      out.writeInt(value - before);
      before = value;
    }
  }

  private static void readColumn(DataInput in, int[] column) throws IOException {
    int before = 0;
    for (int seat = 0; seat < column.length; seat++) {
      before += in.readInt();
      column[seat] = before;
    }
  }

  private static void writePoint(DataOutput out, SeatingPlan.Point point) throws IOException {
    out.writeFloat(point.x());
    out.writeFloat(point.y());
  }

  private static SeatingPlan.Point readPoint(DataInput in) throws IOException {
    return new SeatingPlan.Point(in.readFloat(), in.readFloat());
  }

  private interface ItemWriter<T> {
    void write(DataOutput out, T item) throws IOException;
  }

  private interface ItemReader<T> {
    T read(DataInput in, int index) throws IOException;
  }

  private static <T> void writeList(DataOutput out, List<T> items, ItemWriter<T> writer)
      throws IOException {
    out.writeInt(items.size());
    for (T item : items) {
      writer.write(out, item);
    }
  }

  private static <T> List<T> readList(DataInput in, ItemReader<T> reader) throws IOException {
    int size = in.readInt();
    var items = new ArrayList<T>(size);
    for (int index = 0; index < size; index++) {
      items.add(reader.read(in, index));
    }
    return items;
  }

  private static <T> void writeOptional(DataOutput out, @Nullable T value, ItemWriter<T> writer)
      throws IOException {
    out.writeBoolean(value != null);
    if (value != null) {
      writer.write(out, value);
    }
  }

  private static <T> @Nullable T readOptional(DataInput in, Reader<T> reader) throws IOException {
    return in.readBoolean() ? reader.read(in) : null;
  }
}
