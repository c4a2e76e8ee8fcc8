package org.onsale.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BenchmarksTest {

  @Test
  void command_without_a_name_lists_every_benchmark() throws Exception {
    Process process =
        new ProcessBuilder("bash", Path.of("onsale").toAbsolutePath().toString(), "bench")
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isZero();
    assertThat(
            said.lines()
                .filter(line -> line.startsWith("  "))
                .map(line -> line.strip().split(" ")[0]))
        .contains("all")
        .containsAll(Benchmarks.ALL.stream().map(Bench::name).toList())
        .hasSize(Benchmarks.ALL.size() + 1);
  }

  @Test
  void each_pair_of_seats_is_given_out_once() {
    Pairs pairs = Pairs.scattered(List.of(1L, 2L), 80_000);

    assertThat(Stream.generate(pairs::next).limit(80_000))
        .doesNotHaveDuplicates()
        .allMatch(pair -> pair.seat() % 2 == 0 && pair.seat() < 80_000);
  }
}
