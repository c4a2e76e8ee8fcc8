package org.onsale.payments;

import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.StripeException;
import com.stripe.net.HttpClient;
import com.stripe.net.HttpContent;
import com.stripe.net.HttpHeaders;
import com.stripe.net.StripeRequest;
import com.stripe.net.StripeResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Lets stripe-java speak over our line, whose deadlines its own does not have. */
final class StripeTransport extends HttpClient {
  private final ProviderLine line;

  StripeTransport(ProviderLine line) {
    this.line = line;
  }

  @Override
  public StripeResponse request(StripeRequest request) throws StripeException {
    Deadline deadline = Deadline.in(Duration.ofMillis(request.options().getReadTimeout()));
    try {
      ProviderLine.Reply reply = line.send(translated(request), deadline);
      return new StripeResponse(
          reply.status(), HttpHeaders.of(reply.headers().map()), reply.body());
    } catch (IOException e) {
      throw new ApiConnectionException("Stripe gave no answer", e);
    }
  }

  private static HttpRequest translated(StripeRequest request) {
    HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(request.url().toString()));
    request
        .headers()
        .map()
        .forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
    builder.header("User-Agent", buildUserAgentString(request));
    builder.header("X-Stripe-Client-User-Agent", buildXStripeClientUserAgentString());
    @Nullable HttpContent content = request.content();
    BodyPublisher body = BodyPublishers.noBody();
    if (content != null) {
      builder.setHeader("Content-Type", content.contentType());
      body = BodyPublishers.ofByteArray(content.byteArrayContent());
    }
    return builder.method(request.method().name(), body).build();
  }
}
