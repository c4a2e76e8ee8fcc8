package org.onsale.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class GzippedPagesTest {
  @TestHTTPResource("/")
  URI site;

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void a_page_for_everybody_comes_compressed_to_who_can_read_that() throws Exception {
    HttpResponse<byte[]> compressed = get("/?city=Nowhere", "br, gzip");
    assertThat(compressed.headers().firstValue("content-encoding")).contains("gzip");
    assertThat(compressed.headers().firstValue("content-type").orElse("")).startsWith("text/html");
    HttpResponse<byte[]> plain = get("/?city=Nowhere", "br");
    assertThat(plain.headers().firstValue("content-encoding")).isEmpty();
    assertThat(new String(plain.body(), StandardCharsets.UTF_8)).startsWith("<!doctype html>");
    assertThat(Gzip.unpack(compressed.body())).isEqualTo(plain.body());
    assertThat(compressed.body().length).isLessThan(plain.body().length / 2);
    for (HttpResponse<byte[]> answer : List.of(compressed, plain)) {
      assertThat(String.join(", ", answer.headers().allValues("vary")))
          .containsIgnoringCase("accept-encoding")
          .containsIgnoringCase("accept-language");
    }
  }

  @Test
  void what_has_secrets_never_does() throws Exception {
    for (String path : List.of("/sign-in", "/orders/find")) {
      HttpResponse<byte[]> answer = get(path, "gzip");
      assertThat(answer.statusCode()).as(path).isEqualTo(200);
      assertThat(answer.headers().firstValue("content-encoding")).as(path).isEmpty();
    }
  }

  private HttpResponse<byte[]> get(String path, String encodings) throws Exception {
    return client.send(
        HttpRequest.newBuilder(site.resolve(path)).header("Accept-Encoding", encodings).build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }
}
