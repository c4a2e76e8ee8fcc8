package org.onsale.catalog;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * How a camera was held when it took a picture (Exif, CIPA DC-008, tag Orientation): browsers turn
 * the picture upright by it, and so must whoever makes a copy without it.
 *
 * <p>Only this one number is read. A reader of all that Exif may hold can be made to unfold its 64
 * KiB into gigabytes.
 *
 * @param value 1 for upright; 2 to 4 are mirrored or upside down, 5 to 8 lie on a side
 */
record Orientation(int value) {
  static final Orientation UPRIGHT = new Orientation(1);

  private static final int TAG = 0x0112;
  private static final int APP1 = 0xE1;
  private static final int START_OF_SCAN = 0xDA;
  private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);

  /** What a JPEG says; upright when it says nothing that can be understood. */
  static Orientation of(byte[] jpeg) {
    try {
      return inSegments(ByteBuffer.wrap(jpeg));
    } catch (IndexOutOfBoundsException e) {
      return UPRIGHT;
    }
  }

  private static Orientation inSegments(ByteBuffer jpeg) {
    int at = 2;
    while (unsignedByte(jpeg, at) == 0xFF && unsignedByte(jpeg, at + 1) != START_OF_SCAN) {
      int length = unsignedShort(jpeg, at + 2);
      if (unsignedByte(jpeg, at + 1) == APP1 && isExif(jpeg, at + 4)) {
        return inDirectory(jpeg.slice(at + 4 + EXIF.length, length - 2 - EXIF.length));
      }
      at += 2 + length;
    }
    return UPRIGHT;
  }

  private static boolean isExif(ByteBuffer jpeg, int at) {
    byte[] head = new byte[EXIF.length];
    jpeg.get(at, head);
    return Arrays.equals(head, EXIF);
  }

  /** In the first directory of a TIFF. */
  private static Orientation inDirectory(ByteBuffer tiff) {
    tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = tiff.getInt(4);
    int entries = unsignedShort(tiff, directory);
    for (int entry = 0; entry < entries; entry++) {
      int at = directory + 2 + 12 * entry;
      if (unsignedShort(tiff, at) == TAG) {
        int value = unsignedShort(tiff, at + 8);
        return value >= 1 && value <= 8 ? new Orientation(value) : UPRIGHT;
      }
    }
    return UPRIGHT;
  }

  private static int unsignedByte(ByteBuffer bytes, int at) {
    return Byte.toUnsignedInt(bytes.get(at));
  }

  private static int unsignedShort(ByteBuffer bytes, int at) {
    return Short.toUnsignedInt(bytes.getShort(at));
  }

  /** A JPEG's segment that says this and nothing else; empty for upright. */
  byte[] segment() {
    if (value == UPRIGHT.value) {
      return new byte[0];
    }
    return ByteBuffer.allocate(36)
        .putShort((short) (0xFF00 | APP1))
        .putShort((short) 34)
        .put(EXIF)
        .put("MM".getBytes(StandardCharsets.US_ASCII))
        .putShort((short) 42)
        .putInt(8)
        .putShort((short) 1)
        .putShort((short) TAG)
        .putShort((short) 3)
        .putInt(1)
        .putShort((short) value)
        .array();
  }

  /** Whether what is stored as its width is its height. */
  boolean isOnItsSide() {
    return value >= 5;
  }

  /** The picture as it was seen. */
  BufferedImage upright(BufferedImage image) {
    if (value == UPRIGHT.value) {
      return image;
    }
    int width = image.getWidth();
    int height = image.getHeight();
    var turned =
        new BufferedImage(
            isOnItsSide() ? height : width,
            isOnItsSide() ? width : height,
            BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = turned.createGraphics();
    graphics.drawImage(image, turn(width, height), null);
    graphics.dispose();
    return turned;
  }

  private AffineTransform turn(int width, int height) {
    return switch (value) {
      case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
      case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
      case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
      case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
      case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
      case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
      case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
      default -> new AffineTransform();
    };
  }
}
