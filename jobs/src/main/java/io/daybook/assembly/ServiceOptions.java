package io.daybook.assembly;

import static java.util.Objects.requireNonNull;

import io.daybook.config.HttpConfig;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How a process serves.
 *
 * @param workers occurrences at once
 * @param program class whose {@code main} a night's process runs
 * @param arguments that go before those of a night
 * @param heap largest heap of a night's process, {@code 4g}; as this process's when empty
 * @param drain how long work may go on once it is told to stop
 * @param page where it says how it is; nowhere when empty
 * @param say told in a line what happens
 */
public record ServiceOptions(
    int workers,
    String program,
    List<String> arguments,
    Optional<String> heap,
    Duration drain,
    Optional<HttpConfig> page,
    Consumer<String> say) {
  public ServiceOptions {
    requireNonNull(program, "program is null");
    arguments = List.copyOf(arguments);
    requireNonNull(heap, "heap is null");
    requireNonNull(drain, "drain is null");
    requireNonNull(page, "page is null");
    requireNonNull(say, "say is null");
  }
}
