package org.onsale.platform;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The folder of keys that nodes share and the database never sees: part of backup and restore.
 * Files are readable by their owner only, and made at first use.
 */
@Singleton
public final class Secrets {
  private static final int KEY_BYTES = 32;

  private final Path folder;

  @Inject
  Secrets(
      @ConfigProperty(name = "onsale.data", defaultValue = "data") Path data,
      @ConfigProperty(name = "onsale.secrets") Optional<Path> folder) {
    this(folder.orElse(data.resolve("secrets")));
  }

  /** The secrets of a folder, which is made when it is not there. */
  public Secrets(Path folder) {
    this.folder = folder;
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the folder of secrets " + folder, e);
    }
  }

  /** The key of that name, 32 bytes, always the same; random when first asked for. */
  public byte[] symmetric(String name) {
    byte[] random = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(random);
    String kept = readOrCreate(name + ".key", HexFormat.of().formatHex(random));
    return HexFormat.of().parseHex(kept);
  }

  /** The text of a file; {@code initial} becomes it when there is none, once for all nodes. */
  public String readOrCreate(String file, String initial) {
    Path path = folder.resolve(file);
    try {
      if (!Files.exists(path)) {
        Path draft = writeDraft(initial);
        try {
          Files.createLink(path, draft);
        } catch (FileAlreadyExistsException e) {
          // Another node was quicker; its key is the key.
        } finally {
          Files.delete(draft);
        }
      }
      return Files.readString(path).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the secret " + path, e);
    }
  }

  /** Puts another text in the place of a file, at once and whole. */
  public void replace(String file, String text) {
    try {
      Files.move(writeDraft(text), folder.resolve(file), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the secret " + file, e);
    }
  }

  private Path writeDraft(String text) throws IOException {
    Path draft =
        Files.createTempFile(
            folder,
            "draft",
            null,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(draft, text + "\n");
    try (FileChannel channel = FileChannel.open(draft, java.nio.file.StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    return draft;
  }
}
