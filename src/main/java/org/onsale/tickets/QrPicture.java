package org.onsale.tickets;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Finds a QR code in a camera's picture, for gates whose browser cannot. */
public final class QrPicture {
  /** Pixels of a picture at most: looked at before any of them is unpacked. */
  static final long MAX_PIXELS = 4_000_000;

  private QrPicture() {}

  /** What is on a picture. */
  public sealed interface Sight {
    record Code(String text) implements Sight {}

    /** No code, or none that can be read. */
    record Nothing() implements Sight {}

    /** Not a JPEG, or one of too many pixels. */
    record NoPicture() implements Sight {}
  }

  public static Sight look(byte[] jpeg) {
    try (ImageInputStream input = ImageIO.createImageInputStream(new ByteArrayInputStream(jpeg))) {
      Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("jpeg");
      ImageReader reader = readers.next();
      try {
        reader.setInput(input, true, true);
        if ((long) reader.getWidth(0) * reader.getHeight(0) > MAX_PIXELS) {
          return new Sight.NoPicture();
        }
        return decode(reader.read(0));
      } finally {
        reader.dispose();
      }
    } catch (IOException | IllegalArgumentException e) {
      return new Sight.NoPicture();
    }
  }

  private static Sight decode(BufferedImage picture) {
    int width = picture.getWidth();
    int height = picture.getHeight();
    int[] pixels = picture.getRGB(0, 0, width, height, null, 0, width);
    BinaryBitmap bitmap =
        new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, pixels)));
    try {
      return new Sight.Code(
          new QRCodeReader().decode(bitmap, Map.of(DecodeHintType.TRY_HARDER, true)).getText());
    } catch (ReaderException e) {
      return new Sight.Nothing();
    }
  }
}
