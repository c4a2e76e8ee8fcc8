package org.onsale.tickets;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import javax.imageio.ImageIO;

/** A code as a QR symbol (ISO/IEC 18004), error correction level M. */
public final class QrCode {
  /** The quiet zone that scanners need, in modules. */
  private static final int QUIET = 4;

  private final ByteMatrix matrix;

  private QrCode(ByteMatrix matrix) {
    this.matrix = matrix;
  }

  public static QrCode of(String code) {
    try {
      return new QrCode(
          Encoder.encode(
                  code, ErrorCorrectionLevel.M, Map.of(EncodeHintType.CHARACTER_SET, "ISO-8859-1"))
              .getMatrix());
    } catch (WriterException e) {
      throw new IllegalArgumentException("too long for a QR code: " + code.length(), e);
    }
  }

  /** Modules on a side, quiet zone included. */
  int size() {
    return matrix.getWidth() + 2 * QUIET;
  }

  /** Whether a module is dark; the quiet zone is not. */
  boolean isDark(int x, int y) {
    int column = x - QUIET;
    int row = y - QUIET;
    return column >= 0
        && row >= 0
        && column < matrix.getWidth()
        && row < matrix.getHeight()
        && matrix.get(column, row) == 1;
  }

  /** An SVG image, black on white whatever the theme: scanners want it so. */
  public String svg() {
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < size(); y++) {
      for (int x = 0; x < size(); x++) {
        if (isDark(x, y)) {
          int from = x;
          while (isDark(x + 1, y)) {
            x++;
          }
          path.append('M').append(from).append(' ').append(y).append('h').append(x - from + 1);
          path.append("v1H").append(from).append('z');
        }
      }
    }
    return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" shape-rendering="crispEdges">\
        <path fill="#fff" d="M0 0h%dv%dH0z"/><path d="%s"/></svg>
        """
        .formatted(size(), size(), size(), size(), path);
  }

  /**
   * A PNG image.
   *
   * @param scale pixels on a side of a module
   */
  public byte[] png(int scale) {
    BufferedImage image =
        new BufferedImage(size() * scale, size() * scale, BufferedImage.TYPE_BYTE_BINARY);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        image.setRGB(x, y, isDark(x / scale, y / scale) ? 0x000000 : 0xffffff);
      }
    }
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ImageIO.write(image, "png", bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
