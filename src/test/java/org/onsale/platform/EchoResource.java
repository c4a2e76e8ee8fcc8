package org.onsale.platform;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What {@link ErrorsTest} makes go wrong. */
@Path("/api/v1/echo")
@jakarta.ws.rs.Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class EchoResource {

  public enum Colour {
    RED,
    GREEN
  }

  public record Person(String name, @Nullable String phone) {
    public Person {
      if (name.isBlank()) {
        throw new IllegalArgumentException("A name has letters.");
      }
    }
  }

  public record Body(
      EventId event,
      UUID hold,
      int quantity,
      Colour colour,
      List<Person> people,
      int @Nullable [] seats,
      @Nullable Instant at,
      @Nullable Duration pause) {}

  @POST
  public Body echo(Body body) {
    return body;
  }

  @PUT
  @Path("upload")
  @Consumes(MediaType.APPLICATION_OCTET_STREAM)
  public int upload(byte[] bytes) {
    return bytes.length;
  }

  @GET
  @Path("answered")
  public Response answered() {
    return Problem.notFound("order").asResponse();
  }

  @GET
  @Path("{id}")
  public String get(@PathParam("id") UUID id, @QueryParam("limit") @DefaultValue("1") int limit) {
    return "{}";
  }

  @GET
  @Path("fail/{how}")
  public CompletionStage<String> fail(@PathParam("how") String how) throws Exception {
    return switch (how) {
      case "bug" -> throw new IllegalStateException("secret detail");
      case "busy" -> CompletableFuture.failedFuture(new Busy("full"));
      case "problem" ->
          CompletableFuture.failedFuture(
              Problem.of(409, "test", "Test").with("lost", List.of(1, 2)).asException());
      case "database" -> throw new SQLException("terminating connection", "57P01");
      default -> CompletableFuture.completedFuture("{}");
    };
  }

  @Singleton
  static final class Uploads {
    @Produces
    @Singleton
    BodyLimit upload() {
      return BodyLimit.of("/api/v1/echo/upload", 5L * 1024 * 1024);
    }
  }
}
