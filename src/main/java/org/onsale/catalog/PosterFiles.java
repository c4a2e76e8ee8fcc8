package org.onsale.catalog;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.onsale.platform.EventId;
import org.onsale.platform.Problem;

/**
 * Serves the posters and their copies. Another poster has another address, so browsers keep what
 * they have for good and a burst of visitors is answered from memory.
 */
@Path("/posters")
@Singleton
public final class PosterFiles {
  private static final int CACHE_BYTES = 64 << 20;
  private static final Duration IDLE = Duration.ofMinutes(10);
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{24}");
  private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");
  private static final Pattern WIDTH = Pattern.compile("[1-9][0-9]{0,4}");

  /** The width of the poster itself. */
  private static final int WHOLE = 0;

  private record Key(EventId event, String hash, int width) {}

  private final Catalog catalog;
  private final Cache<Key, Optional<PosterImage>> images =
      Caffeine.newBuilder()
          .maximumWeight(CACHE_BYTES)
          .<Key, Optional<PosterImage>>weigher(
              (key, image) -> 100 + image.map(its -> its.bytes().length).orElse(0))
          .expireAfter(
              Expiry.<Key, Optional<PosterImage>>accessing(
                  (key, image) -> image.isPresent() ? IDLE : Catalog.STALE))
          .build();

  @Inject
  PosterFiles(Catalog catalog) {
    this.catalog = catalog;
  }

  @GET
  @Path("{event}/{hash}")
  @RunOnVirtualThread
  @Operation(hidden = true)
  public Response poster(@PathParam("event") String event, @PathParam("hash") String hash) {
    return answer(event, hash, WHOLE);
  }

  @GET
  @Path("{event}/{hash}/{width}.jpg")
  @RunOnVirtualThread
  @Operation(hidden = true)
  public Response copy(
      @PathParam("event") String event,
      @PathParam("hash") String hash,
      @PathParam("width") String width) {
    return answer(event, hash, WIDTH.matcher(width).matches() ? Integer.parseInt(width) : -1);
  }

  private Response answer(String event, String hash, int width) {
    if (width < 0 || !ID.matcher(event).matches() || !HASH.matcher(hash).matches()) {
      throw Problem.notFound("poster").asException();
    }
    // Who asks while another reads or scales the same waits for that.
    PosterImage image =
        images
            .get(new Key(new EventId(Long.parseLong(event)), hash, width), this::read)
            .orElseThrow(() -> Problem.notFound("poster").asException());
    return Response.ok(image.bytes())
        .type(image.mediaType())
        .header(HttpHeaders.CACHE_CONTROL, "public, max-age=31536000, immutable")
        .header("X-Content-Type-Options", "nosniff")
        .header("Content-Security-Policy", "default-src 'none'; sandbox")
        .build();
  }

  private Optional<PosterImage> read(Key key) {
    return key.width == WHOLE
        ? catalog.poster(key.event, key.hash)
        : catalog.posterCopy(key.event, key.hash, key.width);
  }
}
