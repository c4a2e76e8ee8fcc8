package org.onsale.storefront;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.catalog.PosterImage;
import org.onsale.platform.Language;
import org.onsale.platform.PageLanguage;
import org.onsale.platform.Problem;
import org.onsale.platform.Waiting;

/**
 * Serves the pictures of events for where their addresses are shared. The address names what is on
 * the picture, so another picture has another address; an old one shows the picture of now. They
 * are asked for by a few robots, so one at a time is drawn.
 */
@Path("/share")
@Singleton
public final class SharePictures {
  private static final int CACHE_BYTES = 32 << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Accent HOUSE = new Accent(0x3d3bd6);

  /** A new way of drawing is another picture. */
  private static final String DRAWN = "1";

  private final Catalog catalog;
  private final SharePicture picture;
  private final Semaphore drawing = new Semaphore(1, true);
  private final Cache<String, byte[]> pictures =
      Caffeine.newBuilder()
          .maximumWeight(CACHE_BYTES)
          .<String, byte[]>weigher((path, bytes) -> bytes.length)
          .expireAfterAccess(Duration.ofHours(1))
          .build();

  @Inject
  SharePictures(Catalog catalog) throws IOException {
    this.catalog = catalog;
    this.picture = new SharePicture(new Lettering());
  }

  /** The path of the picture of an event in a language. */
  static String path(Event event, Language language) {
    return "/share/%s/%s/%s.png"
        .formatted(event.id(), language.id(), digest(event, Reader.of(language)));
  }

  private static String digest(Event event, Reader reader) {
    Event.Poster poster = event.poster();
    String all =
        String.join(
            "\n",
            DRAWN,
            event.name(),
            day(event, reader),
            place(event, reader),
            String.valueOf(event.accent()),
            poster == null ? "" : poster.hash());
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String day(Event event, Reader reader) {
    return event.hasOpenDate() ? reader.words().dateOpen() : reader.day(event.startsAtVenue());
  }

  private static String place(Event event, Reader reader) {
    return reader.words().place(event.venue().name(), event.venue().city());
  }

  @GET
  @Path("{event}/{language}/{digest}.png")
  @Produces("image/png")
  @RunOnVirtualThread
  public Response picture(
      @PathParam("event") String reference,
      @PathParam("language") String tag,
      @PathParam("digest") String digest) {
    Language language =
        Language.of(tag)
            .filter(PageLanguage.LANGUAGES::contains)
            .orElseThrow(() -> Problem.notFound("picture").asException());
    Event event =
        catalog
            .eventByIdOrSlug(reference)
            .filter(found -> found.status() != Event.Status.DRAFT)
            .orElseThrow(() -> Problem.notFound("picture").asException());
    String path = path(event, language);
    byte[] png = pictures.get(path, missing -> draw(event, Reader.of(language)));
    boolean lasting = path.endsWith("/" + digest + ".png");
    return Response.ok(png)
        .header(
            HttpHeaders.CACHE_CONTROL,
            lasting ? "public, max-age=31536000, immutable" : "public, max-age=60")
        .build();
  }

  private byte[] draw(Event event, Reader reader) {
    var says =
        new SharePicture.Says(
            event.name(),
            day(event, reader),
            place(event, reader),
            Accent.parse(event.accent()).orElse(HOUSE),
            poster(event));
    Waiting.turn(drawing, PATIENCE, "too many pictures are to be drawn");
    try {
      return picture.draw(says);
    } catch (IOException e) {
      throw new IllegalStateException("the picture of event " + event.id() + " is not drawn", e);
    } finally {
      drawing.release();
    }
  }

  private byte @Nullable [] poster(Event event) {
    Event.Poster poster = event.poster();
    return poster == null
        ? null
        : catalog
            .posterCopy(event.id(), poster.hash(), PosterView.usual(poster))
            .map(PosterImage::bytes)
            .orElse(null);
  }
}
