package org.onsale.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowedMethodsTest {
  private final AllowedMethods methods =
      new AllowedMethods(Stream.of(EchoResource.class, String.class));

  @ParameterizedTest
  @CsvSource({
    "/api/v1/echo, 'POST'",
    "/api/v1/echo/, 'POST'",
    "/api/v1/echo/upload, 'GET,HEAD,PUT'",
    "/api/v1/echo/fail/bug, 'GET,HEAD'",
    "/api/v1/echo/fail/bug/more, ''",
    "/api/v1/other, ''",
  })
  void the_methods_of_an_address_are_those_of_all_its_routes(String path, String allowed) {
    assertThat(String.join(",", methods.on(path))).isEqualTo(allowed);
  }
}
