package org.onsale.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
  private final Path folder;

  SecretsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void nodes_that_start_at_once_share_one_key() throws IOException {
    try (var threads = Executors.newFixedThreadPool(16)) {
      List<CompletableFuture<byte[]>> keys =
          IntStream.range(0, 64)
              .mapToObj(
                  i ->
                      CompletableFuture.supplyAsync(
                          () -> new Secrets(folder.resolve("secrets")).symmetric("orders"),
                          threads))
              .toList();
      byte[] first = keys.getFirst().join();
      assertThat(first).hasSize(32);
      assertThat(keys).allSatisfy(key -> assertThat(key.join()).isEqualTo(first));
    }
    try (var files = Files.list(folder.resolve("secrets"))) {
      assertThat(files).as("no drafts are left").hasSize(1);
    }
  }

  @Test
  void only_the_owner_reads_them() throws IOException {
    Secrets secrets = new Secrets(folder.resolve("secrets"));
    secrets.symmetric("orders");
    secrets.replace("ring", "keys");
    assertThat(permissions(folder.resolve("secrets"))).isEqualTo("rwx------");
    assertThat(permissions(folder.resolve("secrets/orders.key"))).isEqualTo("rw-------");
    assertThat(permissions(folder.resolve("secrets/ring"))).isEqualTo("rw-------");
    assertThat(secrets.readOrCreate("ring", "others")).isEqualTo("keys");
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
