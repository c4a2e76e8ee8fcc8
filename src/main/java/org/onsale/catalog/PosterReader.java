package org.onsale.catalog;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Reads the image of a poster, upright; broken ones make it throw anything. */
final class PosterReader implements AutoCloseable {
  private final ImageReader reader;
  private final ImageInputStream stream;
  private final Orientation orientation;

  private PosterReader(ImageReader reader, ImageInputStream stream, Orientation orientation) {
    this.reader = reader;
    this.stream = stream;
    this.orientation = orientation;
    reader.setInput(stream, true, true);
  }

  /**
   * @param mediaType {@code image/png}, {@code image/jpeg} or {@code image/webp}
   */
  static PosterReader open(byte[] image, String mediaType) throws IOException {
    ImageReader reader =
        mediaType.equals("image/webp")
            ? new WebPImageReaderSpi().createReaderInstance()
            : ImageIO.getImageReadersByMIMEType(mediaType).next();
    return new PosterReader(
        reader,
        ImageIO.createImageInputStream(new ByteArrayInputStream(image)),
        mediaType.equals("image/jpeg") ? Orientation.of(image) : Orientation.UPRIGHT);
  }

  int width() throws IOException {
    return orientation.isOnItsSide() ? reader.getHeight(0) : reader.getWidth(0);
  }

  int height() throws IOException {
    return orientation.isOnItsSide() ? reader.getWidth(0) : reader.getHeight(0);
  }

  /** Every so-many-th pixel of every so-many-th line; all of them when it is less than 2. */
  BufferedImage read(int step) throws IOException {
    ImageReadParam fraction = reader.getDefaultReadParam();
    int every = Math.max(1, step);
    fraction.setSourceSubsampling(every, every, 0, 0);
    return orientation.upright(reader.read(0, fraction));
  }

  @Override
  public void close() throws IOException {
    reader.dispose();
    stream.close();
  }
}
