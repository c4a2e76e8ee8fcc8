package org.onsale.backoffice;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.multipart.FormData;
import org.jboss.resteasy.reactive.server.multipart.FormValue;
import org.jspecify.annotations.Nullable;

/**
 * The form of the request at hand, with all its fields: how many there are depends on the event, so
 * they cannot be parameters. The door has read it to look for the CSRF token.
 */
final class SentForm {
  private SentForm() {}

  static Form read() {
    Map<String, String> values = new HashMap<>();
    FormData data = data();
    if (data != null) {
      for (String field : data) {
        FormValue value = data.getFirst(field);
        if (!value.isFileItem()) {
          values.put(field, value.getValue());
        }
      }
    }
    return new Form(values);
  }

  /** An uploaded file's first bytes, up to the limit and one more; empty when none was chosen. */
  static Optional<byte[]> file(String field, int limit) {
    FormData data = data();
    FormValue value = data == null ? null : data.getFirst(field);
    if (value == null || !value.isFileItem()) {
      return Optional.empty();
    }
    try (InputStream stream = value.getFileItem().getInputStream()) {
      byte[] bytes = stream.readNBytes(limit + 1);
      return bytes.length == 0 ? Optional.empty() : Optional.of(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable FormData data() {
    return CurrentRequestManager.get().getFormData();
  }
}
