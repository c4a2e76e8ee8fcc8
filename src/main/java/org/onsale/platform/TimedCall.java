package org.onsale.platform;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An HTTP call that is over in time: the timeout of a {@link HttpRequest} ends with the headers of
 * the answer, this one with its last byte.
 */
public final class TimedCall {
  private TimedCall() {}

  /**
   * @param most bytes of an answer's body
   * @throws InterruptedIOException when the thread is interrupted, which it then still is
   * @throws IOException when there is no whole answer in time, or one that is too long
   */
  public static HttpResponse<byte[]> send(
      HttpClient client, HttpRequest request, Duration limit, long most) throws IOException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), most));
    try {
      return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new IOException("no answer", e.getCause());
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new IOException("no answer in time", e);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }
}
