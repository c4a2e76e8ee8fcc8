package org.onsale.backoffice;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;

/**
 * A QR code as the data of an SVG path, with the quiet zone that scanners need.
 *
 * @param size of the square, quiet zone included
 */
public record Qr(int size, String path) {
  private static final int QUIET = 4;

  static Qr of(String text) {
    try {
      ByteMatrix matrix = Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix();
      var path = new StringBuilder();
      for (int y = 0; y < matrix.getHeight(); y++) {
        for (int x = 0; x < matrix.getWidth(); x++) {
          if (matrix.get(x, y) == 1) {
            path.append('M').append(x + QUIET).append(' ').append(y + QUIET).append("h1v1h-1z");
          }
        }
      }
      return new Qr(matrix.getWidth() + 2 * QUIET, path.toString());
    } catch (WriterException e) {
      throw new IllegalStateException("an address is never too long for a QR code", e);
    }
  }
}
