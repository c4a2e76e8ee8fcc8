package org.onsale.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetRulesTest {
  private static final InetAddress PUBLIC = InetAddress.ofLiteral("93.184.215.14");

  private final TargetRules rules = new TargetRules(false);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "192.0.0.8",
        "198.19.0.1",
        "203.0.113.9",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fc00::1",
        "fd12::1",
        "ff02::1",
        "::ffff:10.0.0.1",
        "::ffff:127.0.0.1",
        "64:ff9b::a00:1",
        "2002:7f00:1::1",
        "2001:db8::1",
        "2001::1",
        "fec0::1",
        "::127.0.0.1"
      })
  void an_address_inside_is_refused_however_it_is_written(String literal) {
    InetAddress inside = InetAddress.ofLiteral(literal);
    assertThatThrownBy(() -> rules.judged("example.org", new InetAddress[] {inside}))
        .isInstanceOf(UnknownHostException.class);
    assertThatThrownBy(() -> rules.judged("example.org", new InetAddress[] {PUBLIC, inside}))
        .as("one of several is enough")
        .isInstanceOf(UnknownHostException.class);
    String host = literal.contains(":") ? "[" + literal + "]" : literal;
    assertThat(rules.fault(URI.create("https://" + host + "/"))).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.167.255.255",
        "192.169.0.0",
        "223.255.255.255",
        "2606:4700::1111",
        "2a00:1450::1"
      })
  void an_address_of_the_public_internet_is_allowed(String literal) throws Exception {
    InetAddress outside = InetAddress.ofLiteral(literal);
    assertThat(rules.judged("example.org", new InetAddress[] {outside})).isEqualTo(outside);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.org/", "ftp://example.org/", "https:///path", "https://user@example.org/",
        "https://example.org/#part", "//example.org", "https://localhost/", "https://127.0.0.1/",
        "https://LOCALHOST:8443/"
      })
  void an_address_that_could_only_be_meant_for_inside_is_refused_at_once(String url) {
    assertThat(rules.fault(URI.create(url))).isNotNull();
  }

  @Test
  void https_to_a_name_is_well_and_in_development_so_is_http_to_this_machine() {
    assertThat(rules.fault(URI.create("https://example.org:8443/onsale?shop=1"))).isNull();
    assertThat(new TargetRules(true).fault(URI.create("http://localhost:9/"))).isNull();
    assertThat(new TargetRules(true).fault(URI.create("ftp://localhost/"))).isNotNull();
  }

  @Test
  void a_name_is_judged_by_where_it_leads() {
    assertThatThrownBy(() -> rules.resolve(URI.create("https://localhost/")))
        .isInstanceOf(UnknownHostException.class)
        .hasMessageContaining("not on the public internet");
  }
}
