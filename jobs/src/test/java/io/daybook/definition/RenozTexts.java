package io.daybook.definition;

/** Renoz with keys that are texts, for tests whose rows have keys that people can read. */
public final class RenozTexts {
  public static final SourceDefinition DEFINITION =
      SourceDefinition.load(Renoz.SQL, TextKeys.inSource(Renoz.DEFINITION.model()));

  private RenozTexts() {}
}
