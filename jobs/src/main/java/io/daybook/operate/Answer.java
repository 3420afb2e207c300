package io.daybook.operate;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;

/**
 * What a page answers.
 *
 * @param status of HTTP
 */
record Answer(int status, String mediaType, String body) {
  Answer {
    requireNonNull(mediaType, "mediaType is null");
    requireNonNull(body, "body is null");
  }

  static Answer text(int status, String line) {
    return new Answer(status, "text/plain; charset=utf-8", line + "\n");
  }

  byte[] bytes() {
    return body.getBytes(StandardCharsets.UTF_8);
  }
}
