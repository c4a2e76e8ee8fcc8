package org.onsale.webhooks;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.Phrase;

/**
 * Where requests of organisers may go: by HTTPS to addresses of the public internet, so that nobody
 * reads, through us, what only the house can reach (server-side request forgery). A name is judged
 * by the addresses that it has when a request is sent, and the request goes to the address that was
 * judged: a name that changes its mind in between gains nothing.
 */
@Singleton
final class TargetRules {

  /** A block of addresses, as in {@code 10.0.0.0/8}. */
  private record Block(byte[] start, int bits) {
    static Block of(String written) {
      int slash = written.indexOf('/');
      return new Block(
          InetAddress.ofLiteral(written.substring(0, slash)).getAddress(),
          Integer.parseInt(written, slash + 1, written.length(), 10));
    }

    boolean has(byte[] address) {
      if (address.length != start.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if ((address[bit / 8] & mask) != (start[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }

  /** What is not globally reachable, from the registries of RFC 6890, and multicast. */
  private static final List<Block> CLOSED =
      Stream.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.88.99.0/24",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "224.0.0.0/3",
              "2001::/23",
              "2001:db8::/32",
              "2002::/16",
              "3fff::/20")
          .map(Block::of)
          .toList();

  /** All of IPv6 that is given out to the public; what is closed within it is above. */
  private static final Block PUBLIC_V6 = Block.of("2000::/3");

  private static final Phrase INSIDE = Phrase.of("The address must be on the public internet.");

  private final boolean insideAllowed;

  /**
   * @param insideAllowed whether requests may go anywhere, and without TLS: for development
   */
  @Inject
  TargetRules(
      @ConfigProperty(name = "onsale.webhooks.allow-private", defaultValue = "false")
          boolean insideAllowed) {
    this.insideAllowed = insideAllowed;
  }

  /** What is wrong with an address as it is typed, a sentence; null when nothing is. */
  @Nullable Phrase fault(URI url) {
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !(insideAllowed && scheme.equals("http"))) {
      return Phrase.of("The address must begin with https://.");
    }
    if (url.getHost() == null || url.getRawUserInfo() != null || url.getRawFragment() != null) {
      return Phrase.of(
          "This is no address such as https://example.org/onsale, without user or fragment.");
    }
    try {
      return isAllowed(InetAddress.ofLiteral(host(url))) ? null : INSIDE;
    } catch (IllegalArgumentException e) {
      boolean inside = host(url).equalsIgnoreCase("localhost") && !insideAllowed;
      return inside ? INSIDE : null;
    }
  }

  /** Without the brackets of IPv6. */
  private static String host(URI url) {
    String host = url.getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /** May wait for the name to be looked up, for as long as the system does. */
  InetAddress resolve(URI url) throws UnknownHostException {
    return judged(url.getHost(), InetAddress.getAllByName(host(url)));
  }

  /**
   * The address to connect to.
   *
   * @throws UnknownHostException when one of them is inside the house; its message is for {@link
   *     Phrase#stored}
   */
  InetAddress judged(String host, InetAddress[] addresses) throws UnknownHostException {
    for (InetAddress address : addresses) {
      if (!isAllowed(address)) {
        throw new UnknownHostException(
            Phrase.of(
                    "{1} is at {2}, which is not on the public internet.",
                    host, address.getHostAddress())
                .toStore());
      }
    }
    return addresses[0];
  }

  private boolean isAllowed(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean global = address instanceof Inet4Address || PUBLIC_V6.has(bytes);
    return insideAllowed || global && CLOSED.stream().noneMatch(block -> block.has(bytes));
  }
}
