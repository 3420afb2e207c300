package io.daybook.operate;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Figures in Prometheus's text format, version 0.0.4. Not for several threads. */
final class Gauges {
  static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final List<InfoSnapshot> infos = new ArrayList<>();
  private final Map<String, GaugeSnapshot.Builder> gauges = new LinkedHashMap<>();

  /**
   * Adds a figure.
   *
   * @param labels names and values in turns
   */
  Gauges add(String name, String help, double value, String... labels) {
    gauges
        .computeIfAbsent(name, unused -> GaugeSnapshot.builder().name(name).help(help))
        .dataPoint(GaugeDataPointSnapshot.builder().value(value).labels(Labels.of(labels)).build());
    return this;
  }

  /** Adds a count; exact to 2^53, as all figures of Prometheus. */
  Gauges add(String name, String help, long value, String... labels) {
    return add(name, help, (double) value, labels);
  }

  /**
   * Adds what never changes while the process lives, as a figure of 1.
   *
   * @param name without the {@code _info} that it ends with
   */
  Gauges info(String name, String help, String... labels) {
    infos.add(
        InfoSnapshot.builder()
            .name(name)
            .help(help)
            .dataPoint(InfoDataPointSnapshot.builder().labels(Labels.of(labels)).build())
            .build());
    return this;
  }

  /** Adds a duration, in seconds. */
  Gauges add(String name, String help, Duration value, String... labels) {
    return add(name, help, value.toMillis() / 1e3, labels);
  }

  /** Adds a time, in seconds since 1970. */
  Gauges add(String name, String help, Instant value, String... labels) {
    return add(name, help, value.toEpochMilli() / 1e3, labels);
  }

  String text() {
    MetricSnapshots.Builder all = MetricSnapshots.builder();
    infos.forEach(all::metricSnapshot);
    gauges.values().forEach(each -> all.metricSnapshot(each.build()));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      PrometheusTextFormatWriter.create()
          .write(bytes, all.build(), EscapingScheme.UNDERSCORE_ESCAPING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
