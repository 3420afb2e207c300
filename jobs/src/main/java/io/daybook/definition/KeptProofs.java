package io.daybook.definition;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.daybook.digest.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was proven of the files of sources, for the processes that come after: to prove them again
 * takes longer than most commands. One file a source, which says of which files and by which
 * program; another program and other files have nothing of it. Only what had no problem is kept.
 * Safe for several threads and processes.
 */
public final class KeptProofs {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final Supplier<Path> folder;
  private final Supplier<Optional<String>> program;

  /**
   * Proofs in a folder.
   *
   * @param folder asked for when a source is read; anything in it can be made again
   * @param program what proves, by its content; nothing is kept where nobody can tell that
   */
  public KeptProofs(Supplier<Path> folder, Supplier<Optional<String>> program) {
    this.folder = requireNonNull(folder, "folder is null");
    this.program = requireNonNull(program, "program is null");
  }

  /** Keeps nothing, and knows nothing. */
  public static KeptProofs none() {
    return new KeptProofs(() -> Path.of(""), Optional::empty);
  }

  /**
   * A proof.
   *
   * @param of what was proven, and by what: {@link #key}
   * @param columnsUsed of raw tables, by table
   */
  record Proof(String of, Map<String, Set<String>> columnsUsed) {
    Proof {
      requireNonNull(of, "of is null");
      columnsUsed = Map.copyOf(columnsUsed);
    }
  }

  /** The columns that are used, if these files had no problem. */
  Optional<Map<String, Set<String>>> find(String source, String fingerprint) {
    Optional<String> key = key(fingerprint);
    if (key.isEmpty() || !Files.exists(file(source))) {
      return Optional.empty();
    }
    try {
      Proof proof = MAPPER.readValue(Files.readString(file(source)), Proof.class);
      return Optional.of(proof)
          .filter(kept -> kept.of().equals(key.orElseThrow()))
          .map(Proof::columnsUsed);
    } catch (JsonProcessingException e) {
      // Half of a file, after the machine went down: as good as none.
      return Optional.empty();
    } catch (IOException e) {
      log().warn("Cannot read {}: {}", file(source), e.toString());
      return Optional.empty();
    }
  }

  /** Keeps a proof in the place of any other of the source; where it cannot, goes on without. */
  void keep(String source, String fingerprint, Map<String, Set<String>> columnsUsed) {
    Optional<String> key = key(fingerprint);
    if (key.isEmpty()) {
      return;
    }
    Path file = file(source);
    try {
      Files.createDirectories(file.getParent());
      Path aside = Files.createTempFile(file.getParent(), source + "-", ".new");
      try {
        Files.writeString(
            aside, MAPPER.writeValueAsString(new Proof(key.orElseThrow(), columnsUsed)));
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(aside);
      }
    } catch (IOException e) {
      log().warn("Cannot keep what was proven of {}: {}", source, e.toString());
    }
  }

  /** To start logging takes longer than to read a proof. */
  private static Logger log() {
    return LoggerFactory.getLogger(KeptProofs.class);
  }

  private Path file(String source) {
    return folder.get().resolve(source + ".json");
  }

  private Optional<String> key(String fingerprint) {
    return program.get().map(content -> Sha256.ofParts(content, fingerprint));
  }
}
