package org.onsale.catalog;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Objects;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Makes a poster narrower, as a progressive JPEG; what was transparent becomes white. */
final class PosterScale {
  static final String MEDIA_TYPE = "image/jpeg";
  private static final float QUALITY = 0.8f;

  private PosterScale() {}

  static byte[] to(int width, PosterImage poster) throws IOException {
    try (PosterReader reader = PosterReader.open(poster.bytes(), poster.mediaType())) {
      int height = Math.max(1, Math.round((float) width * reader.height() / reader.width()));
      // Leaves out pixels only as far as averaging has four times as many to work with.
      return jpeg(narrowed(reader.read(reader.width() / (4 * width)), width, height));
    }
  }

  /** By halves, so that every pixel has its share in the result. */
  private static BufferedImage narrowed(BufferedImage image, int width, int height) {
    BufferedImage current = drawn(image, image.getWidth(), image.getHeight());
    while (current.getWidth() >= 2 * width && current.getHeight() >= 2 * height) {
      current = drawn(current, current.getWidth() / 2, current.getHeight() / 2);
    }
    return current.getWidth() == width && current.getHeight() == height
        ? current
        : drawn(current, width, height);
  }

  private static BufferedImage drawn(BufferedImage image, int width, int height) {
    var result = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = result.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(image, 0, 0, width, height, Color.WHITE, null);
    graphics.dispose();
    return result;
  }

  private static byte[] jpeg(BufferedImage image) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByMIMEType(MEDIA_TYPE).next();
    var bytes = new ByteArrayOutputStream();
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(bytes)) {
      ImageWriteParam how = writer.getDefaultWriteParam();
      how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      how.setCompressionQuality(QUALITY);
      how.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      writer.setOutput(Objects.requireNonNull(stream));
      writer.write(null, new IIOImage(image, null, null), how);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
