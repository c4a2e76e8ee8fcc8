package org.onsale.catalog;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
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
 * Serves the posters. Another poster has another address, so browsers keep what they have for good
 * and a burst of visitors is answered from memory.
 */
@Path("/posters")
@Singleton
public final class PosterFiles {
  private static final int CACHE_BYTES = 64 << 20;
  private static final Duration IDLE = Duration.ofMinutes(10);
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{24}");
  private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");

  private record Key(EventId event, String hash) {}

  private final Catalog catalog;
  private final Cache<Key, PosterImage> images =
      Caffeine.newBuilder()
          .maximumWeight(CACHE_BYTES)
          .<Key, PosterImage>weigher((key, image) -> image.bytes().length)
          .expireAfterAccess(IDLE)
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
    PosterImage image =
        find(event, hash).orElseThrow(() -> Problem.notFound("poster").asException());
    return Response.ok(image.bytes())
        .type(image.mediaType())
        .header(HttpHeaders.CACHE_CONTROL, "public, max-age=31536000, immutable")
        .header("X-Content-Type-Options", "nosniff")
        .header("Content-Security-Policy", "default-src 'none'; sandbox")
        .build();
  }

  private Optional<PosterImage> find(String event, String hash) {
    if (!ID.matcher(event).matches() || !HASH.matcher(hash).matches()) {
      return Optional.empty();
    }
    var key = new Key(new EventId(Long.parseLong(event)), hash);
    PosterImage known = images.getIfPresent(key);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<PosterImage> read = catalog.poster(key.event(), hash);
    read.ifPresent(image -> images.put(key, image));
    return read;
  }
}
