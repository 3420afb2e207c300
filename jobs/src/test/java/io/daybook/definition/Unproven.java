package io.daybook.definition;

import io.daybook.config.Problems;
import io.daybook.fact.Declared;
import io.daybook.fault.Code;
import io.daybook.mart.MartModel;
import io.daybook.mart.MartModels;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Definitions as the readers of their files let them pass, before any engine has seen them. */
public final class Unproven {
  private Unproven() {}

  /** The definition with the marts that its files hold now. */
  public static SourceDefinition marts(Path sql, SourceDefinition sound) {
    Problems problems = new Problems(Code.DEF_INVALID, "Cannot read the marts");
    List<MartModel> marts =
        MartModels.read(sql, sound.source(), new Declared<>(sound.facts(), Set.of()), problems)
            .usable();
    problems.throwIfAny();
    return new SourceDefinition(
        sound.folder(),
        sound.model(),
        sound.facts(),
        marts,
        sound.checks(),
        sound.metrics(),
        sound.reports(),
        sound.catalogue(),
        sound.columnsUsed());
  }
}
