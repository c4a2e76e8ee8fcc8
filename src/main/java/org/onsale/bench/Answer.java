package org.onsale.bench;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;

/**
 * An HTTP/1.1 answer as it comes in, used again for the next one. No more of it is looked at than
 * its status and its length, until somebody asks; chunked answers are refused.
 */
final class Answer {
  private static final int FIRST_SIZE = 4 * 1024;
  private static final int LARGEST = 16 * 1024 * 1024;
  private static final byte[] LENGTH = "\ncontent-length:".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] CHUNKED = "\ntransfer-encoding:".getBytes(StandardCharsets.US_ASCII);
  private static final int QUOTED = 400;

  private ByteBuffer input = ByteBuffer.allocate(FIRST_SIZE);
  private int scanned;
  private int bodyStart;
  private int bodyLength;
  private int status;

  /** Reads what has come; true once the answer is there, whole. */
  boolean read(ReadableByteChannel channel) throws IOException {
    if (!input.hasRemaining()) {
      grow();
    }
    if (channel.read(input) < 0) {
      throw new EOFException("the server closed the connection");
    }
    if (bodyStart == 0 && !headIsThere()) {
      return false;
    }
    return input.position() >= bodyStart + bodyLength;
  }

  private void grow() throws IOException {
    if (input.capacity() >= LARGEST) {
      throw new IOException("an answer is larger than " + LARGEST + " bytes");
    }
    input = ByteBuffer.allocate(input.capacity() * 4).put(input.flip());
  }

  private boolean headIsThere() throws IOException {
    byte[] bytes = input.array();
    for (int i = scanned; i + 3 < input.position(); i++) {
      if (bytes[i] == '\r' && bytes[i + 1] == '\n' && bytes[i + 2] == '\r') {
        bodyStart = i + 4;
        readHead(bytes);
        return true;
      }
    }
    scanned = Math.max(0, input.position() - 3);
    return false;
  }

  private void readHead(byte[] bytes) throws IOException {
    status = (bytes[9] - '0') * 100 + (bytes[10] - '0') * 10 + bytes[11] - '0';
    int at = after(LENGTH, bytes);
    // The answers without a body: RFC 9110, section 6.4.1.
    if (status == 204 || status == 304) {
      bodyLength = 0;
    } else if (at > 0) {
      bodyLength = number(bytes, at);
    } else if (after(CHUNKED, bytes) > 0) {
      throw new IOException("chunked answers are not understood here");
    }
  }

  /** Where a header's value begins; 0 when it is not there. */
  private int after(byte[] name, byte[] bytes) {
    for (int i = 0; i + name.length < bodyStart; i++) {
      if (bytes[i] == '\n' && isAt(i, name, bytes)) {
        return i + name.length;
      }
    }
    return 0;
  }

  private static boolean isAt(int start, byte[] name, byte[] bytes) {
    for (int j = 1; j < name.length; j++) {
      byte b = bytes[start + j];
      if ((b >= 'A' && b <= 'Z' ? b + 32 : b) != name[j]) {
        return false;
      }
    }
    return true;
  }

  private static int number(byte[] bytes, int start) {
    int value = 0;
    for (int i = start; bytes[i] != '\r'; i++) {
      if (bytes[i] != ' ') {
        value = value * 10 + bytes[i] - '0';
      }
    }
    return value;
  }

  /** Ready for the next answer. */
  void clear() {
    input.clear();
    scanned = 0;
    bodyStart = 0;
    bodyLength = 0;
  }

  int status() {
    return status;
  }

  /** This answer, when its status is among these. */
  Answer expect(int... statuses) {
    for (int expected : statuses) {
      if (status == expected) {
        return this;
      }
    }
    throw unexpected();
  }

  /** This answer, when its body has that text: a 409 of the wrong type is no loser's 409. */
  Answer expectBody(String part) {
    if (!body().contains(part)) {
      throw unexpected();
    }
    return this;
  }

  UnexpectedAnswerException unexpected() {
    String body = body();
    return new UnexpectedAnswerException(
        "unexpected answer "
            + status
            + ": "
            + body.substring(0, Math.min(body.length(), QUOTED)).strip());
  }

  String body() {
    return new String(input.array(), bodyStart, bodyLength, StandardCharsets.UTF_8);
  }

  /** The value of a member of a JSON body, without its quotes. */
  String member(String name) {
    String body = body();
    int at = body.indexOf("\"" + name + "\":");
    if (at < 0) {
      throw unexpected();
    }
    int start = at + name.length() + 3;
    boolean text = body.charAt(start) == '"';
    int end = text ? body.indexOf('"', start + 1) : start;
    while (!text && end < body.length() && ",}]".indexOf(body.charAt(end)) < 0) {
      end++;
    }
    return body.substring(text ? start + 1 : start, end);
  }
}
