package org.onsale.checkin;

import com.google.zxing.Binarizer;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.ReaderException;
import com.google.zxing.client.j2se.BufferedImageLuminanceSource;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.util.Map;

/** Reads the QR code of a picture, as a scanner does. */
public final class QrReader {
  private QrReader() {}

  /** A scanner looks more than once: what one way to tell dark from light misses, another sees. */
  public static String read(BufferedImage picture) throws ReaderException {
    var source = new BufferedImageLuminanceSource(picture);
    try {
      return read(new HybridBinarizer(source));
    } catch (ReaderException e) {
      return read(new GlobalHistogramBinarizer(source));
    }
  }

  private static String read(Binarizer binarizer) throws ReaderException {
    return new QRCodeReader()
        .decode(new BinaryBitmap(binarizer), Map.of(DecodeHintType.TRY_HARDER, true))
        .getText();
  }
}
