package org.onsale.catalog;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * A poster's file without what cameras and programs tell in it: where and when a picture was taken,
 * by whom, with which device, and a small picture of it before it was cut. The picture itself stays
 * bit for bit, with its colour profile and, in a JPEG, how the camera was held.
 *
 * <p>What is known to be needed for the picture is kept and all else is left out, so that nothing
 * slips through that is invented later. Sources: ITU-T T.81 annex B (JPEG), the PNG specification
 * (third edition), RFC 9649 (WebP).
 */
final class BarePoster {
  private static final Set<String> PNG_CHUNKS =
      Set.of(
          "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP",
          "bKGD", "pHYs", "acTL", "fcTL", "fdAT");
  private static final Set<String> WEBP_CHUNKS =
      Set.of("VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP");

  /** The bits of a VP8X chunk that announce Exif and XMP. */
  private static final int WEBP_TELLS = 0x08 | 0x04;

  private final byte[] image;
  private final ByteArrayOutputStream bare;

  private BarePoster(byte[] image) {
    this.image = image;
    this.bare = new ByteArrayOutputStream(image.length);
  }

  /**
   * @param mediaType {@code image/png}, {@code image/jpeg} or {@code image/webp}
   * @return of a damaged file as much as can be understood
   */
  static byte[] of(byte[] image, String mediaType) {
    BarePoster poster = new BarePoster(image);
    return switch (mediaType) {
      case "image/jpeg" -> poster.jpeg();
      case "image/png" -> poster.png();
      case "image/webp" -> poster.webp();
      default -> throw new IllegalArgumentException(mediaType);
    };
  }

  private byte[] jpeg() {
    keep(0, 2);
    int at = 2;
    while (at + 4 <= image.length && marker(at) != Jpeg.END_OF_IMAGE) {
      if (!Jpeg.beginsSegment(unsignedByte(at), marker(at))) {
        at++;
        continue;
      }
      int end = Math.min(image.length, at + 2 + (unsignedByte(at + 2) << 8 | unsignedByte(at + 3)));
      segment(at, end);
      if (marker(at) == Jpeg.START_OF_SCAN) {
        int next = endOfScan(end);
        keep(end, next);
        end = next;
      }
      at = Math.max(end, at + 2);
    }
    bare.write(0xFF);
    bare.write(Jpeg.END_OF_IMAGE);
    return bare.toByteArray();
  }

  /** Of a marker that may be no marker: 0 where the byte before it is no 0xFF. */
  private int marker(int at) {
    return unsignedByte(at) == 0xFF ? unsignedByte(at + 1) : 0;
  }

  private void segment(int at, int end) {
    int marker = marker(at);
    if (Jpeg.isPicture(marker)
        || marker == Jpeg.APP2 && says("ICC_PROFILE\0", at, end)
        || marker == Jpeg.APP14 && says("Adobe", at, end)) {
      keep(at, end);
    } else if (marker == Jpeg.APP0 && says("JFIF\0", at, end) && end - at >= Jpeg.JFIF_LENGTH) {
      // Its last two bytes are the size of a small picture, which may follow.
      bare.write(0xFF);
      bare.write(Jpeg.APP0);
      bare.write(0);
      bare.write(Jpeg.JFIF_LENGTH - 2);
      keep(at + 4, at + Jpeg.JFIF_LENGTH - 2);
      bare.write(0);
      bare.write(0);
    } else if (marker == Jpeg.APP1 && says("Exif\0", at, end)) {
      bare.writeBytes(Orientation.of(image).segment());
    }
  }

  private boolean says(String head, int at, int end) {
    int length = Math.max(0, Math.min(head.length(), end - at - 4));
    return head.equals(new String(image, at + 4, length, StandardCharsets.ISO_8859_1));
  }

  /** In the data of a scan, 0xFF is followed by 0 or by the number of a restart. */
  private int endOfScan(int start) {
    int at = start;
    while (at + 1 < image.length && !Jpeg.endsScan(unsignedByte(at), unsignedByte(at + 1))) {
      at++;
    }
    return at + 1 < image.length ? at : image.length;
  }

  private byte[] png() {
    keep(0, 8);
    ByteBuffer chunks = ByteBuffer.wrap(image);
    int at = 8;
    while (at + 12 <= image.length) {
      int length = chunks.getInt(at);
      if (length < 0 || length > image.length - at - 12) {
        break;
      }
      String type = name(at + 4);
      if (PNG_CHUNKS.contains(type)) {
        keep(at, at + 12 + length);
      }
      at = type.equals("IEND") ? image.length : at + 12 + length;
    }
    return bare.toByteArray();
  }

  private byte[] webp() {
    keep(0, 12);
    ByteBuffer chunks = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
    long whole = 8 + Integer.toUnsignedLong(chunks.getInt(4));
    int at = 12;
    while (at + 8 <= Math.min(image.length, whole)) {
      int length = chunks.getInt(at + 4);
      if (length < 0 || length > image.length - at - 8) {
        break;
      }
      int end = Math.min(image.length, at + 8 + length + (length & 1));
      if (WEBP_CHUNKS.contains(name(at))) {
        keep(at, end);
      }
      at = end;
    }
    return announced(bare.toByteArray());
  }

  private static byte[] announced(byte[] webp) {
    ByteBuffer.wrap(webp).order(ByteOrder.LITTLE_ENDIAN).putInt(4, webp.length - 8);
    if (webp.length > 20 && new String(webp, 12, 4, StandardCharsets.ISO_8859_1).equals("VP8X")) {
      webp[20] = (byte) (webp[20] & ~WEBP_TELLS);
    }
    return webp;
  }

  private String name(int at) {
    return new String(image, at, 4, StandardCharsets.ISO_8859_1);
  }

  private int unsignedByte(int at) {
    return Byte.toUnsignedInt(image[at]);
  }

  private void keep(int from, int to) {
    bare.write(image, from, to - from);
  }

  /** The markers of a JPEG. */
  private static final class Jpeg {
    static final int START_OF_IMAGE = 0xD8;
    static final int END_OF_IMAGE = 0xD9;
    static final int START_OF_SCAN = 0xDA;
    static final int APP0 = 0xE0;
    static final int APP1 = 0xE1;
    static final int APP2 = 0xE2;
    static final int APP14 = 0xEE;

    /** Of a JFIF segment without a small picture, its marker among it. */
    static final int JFIF_LENGTH = 18;

    private Jpeg() {}

    /** Frames, tables, scans and their intervals. */
    static boolean isPicture(int marker) {
      return marker >= 0xC0 && marker <= 0xDF && !standsAlone(marker);
    }

    /** Whether a segment with a length begins; fill bytes and stray ones do not. */
    static boolean beginsSegment(int first, int marker) {
      return first == 0xFF && marker > 0x01 && marker != 0xFF && !standsAlone(marker);
    }

    static boolean endsScan(int first, int marker) {
      return first == 0xFF && marker != 0 && marker != 0xFF && !isRestart(marker);
    }

    private static boolean standsAlone(int marker) {
      return isRestart(marker) || marker == START_OF_IMAGE || marker == END_OF_IMAGE;
    }

    private static boolean isRestart(int marker) {
      return marker >= 0xD0 && marker <= 0xD7;
    }
  }
}
