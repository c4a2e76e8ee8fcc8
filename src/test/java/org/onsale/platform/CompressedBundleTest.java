package org.onsale.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CompressedBundleTest {
  private static final Pattern FILE = Pattern.compile("/static/bundle/[^\"]+\\.(js|css)");

  @TestHTTPResource("/")
  URI site;

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void what_a_page_needs_comes_compressed_to_who_can_read_it() throws Exception {
    String page = new String(get("/", "identity").body(), StandardCharsets.UTF_8);
    List<String> files = FILE.matcher(page).results().map(MatchResult::group).distinct().toList();
    assertThat(files).hasSizeGreaterThanOrEqualTo(2);
    for (String file : files) {
      HttpResponse<byte[]> plain = get(file, "gzip;q=0, br");
      assertThat(plain.headers().firstValue("content-encoding")).isEmpty();
      for (int time = 0; time < 2; time++) {
        HttpResponse<byte[]> compressed = get(file, "br, gzip");
        assertThat(compressed.statusCode()).isEqualTo(200);
        assertThat(compressed.headers().firstValue("content-encoding")).contains("gzip");
        assertThat(compressed.headers().firstValue("vary")).contains("accept-encoding");
        assertThat(compressed.headers().firstValue("cache-control").orElse(""))
            .contains("immutable");
        assertThat(unzipped(compressed.body())).isEqualTo(plain.body());
      }
    }
    assertThat(get("/static/bundle/no-such.css", "gzip").statusCode()).isEqualTo(404);
    assertThat(get("/static/bundle/..%2f..%2fonsale.css", "gzip").statusCode()).isEqualTo(404);
  }

  private HttpResponse<byte[]> get(String path, String encodings) throws Exception {
    return client.send(
        HttpRequest.newBuilder(site.resolve(path)).header("Accept-Encoding", encodings).build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  private static byte[] unzipped(byte[] bytes) throws IOException {
    try (var gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return gzip.readAllBytes();
    }
  }
}
