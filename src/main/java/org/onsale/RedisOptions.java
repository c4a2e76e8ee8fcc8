package org.onsale;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.RedisAddress;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** By which Redis or Valkey the nodes talk to each other, if by any. */
final class RedisOptions {
  private static final String VARIABLE = "ONSALE_REDIS_URL";

  @Spec(Spec.Target.MIXEE)
  @Nullable CommandSpec spec;

  @Option(
      names = "--redis-url",
      paramLabel = "URL",
      description =
          "the Redis or Valkey between nodes: redis://host:port, or rediss:// for TLS; a password"
              + " comes from the environment variable ONSALE_REDIS_PASSWORD")
  @Nullable String url;

  /** The address given by the option or the environment, which is known to be one. */
  Optional<String> address() {
    Optional<String> given =
        Optional.ofNullable(url)
            .or(() -> Optional.ofNullable(System.getenv(VARIABLE)))
            .filter(address -> !address.isBlank());
    given.ifPresent(this::validate);
    return given;
  }

  private void validate(String address) {
    try {
      RedisAddress.parse(address, Optional.empty());
    } catch (IllegalArgumentException e) {
      if (spec == null) {
        throw new IllegalStateException("not parsed", e);
      }
      throw new ParameterException(spec.commandLine(), "--redis-url: " + e.getMessage());
    }
  }
}
