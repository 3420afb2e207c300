package io.daybook.report.custom;

import io.daybook.audience.Asker;
import io.daybook.audience.Organisation;
import io.daybook.digest.Sha256;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.report.custom.definition.Definition;
import io.daybook.report.custom.sql.Evaluation;
import io.daybook.report.custom.sql.Gate;
import io.daybook.report.custom.sql.Question;
import io.daybook.report.issue.Made;
import io.daybook.report.issue.ReleaseData;
import io.daybook.report.layout.Report;
import io.daybook.report.layout.Tenant;
import io.daybook.report.metric.Lacking;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What definitions say to who asks; an answer that was given is kept. For several threads. */
final class CustomAnswers {
  private final ReleaseData data;
  private final AnswerCache cache = new AnswerCache();

  CustomAnswers(ReleaseData data) {
    this.data = data;
  }

  /**
   * Answers.
   *
   * @param today a day of the tenant, where it is not the release's; periods end before that
   * @param started takes what can be cancelled, before it begins
   */
  Made answer(
      String title,
      Definition definition,
      Asker asker,
      Optional<LocalDate> today,
      Consumer<Evaluation> started) {
    Optional<String> obstacle = data.audience().organisations().obstacle(asker.tenant());
    if (obstacle.isPresent()) {
      return new Made.Held(obstacle.get(), Optional.empty());
    }
    Organisation organisation = data.audience().organisations().of(asker.tenant()).orElseThrow();
    Question question = question(definition, asker, organisation, today);
    if (question.days().until().isAfter(question.firstUnknownDay())) {
      return new Made.Held(
          "release %d shows %s, before %s has ended"
              .formatted(data.release().release(), data.release().asOf(), question.days().last()),
          Optional.of(question.days().until().atStartOfDay(organisation.zone()).toInstant()));
    }
    AnswerCache.Key key =
        new AnswerCache.Key(
            asker.tenant(), asker.role().areas(), question.today(), title, definition);
    Optional<Report> known = cache.answer(key);
    return known.isPresent()
        ? new Made.Ready(known.get())
        : answer(title, question, organisation, key, started);
  }

  private Question question(
      Definition definition, Asker asker, Organisation organisation, Optional<LocalDate> today) {
    return new Question(
        definition,
        data.metrics(),
        organisation.calendar(),
        data.release().asOf(),
        today.or(() -> data.today(organisation.id())).orElseThrow(),
        new Gate(data.tenantColumn(), asker.tenant(), asker.role().name(), asker.role().areas()));
  }

  private Made answer(
      String title,
      Question question,
      Organisation organisation,
      AnswerCache.Key key,
      Consumer<Evaluation> started) {
    Set<String> datasets = question.definition().datasets();
    data.lately().asked(organisation.id(), datasets);
    try (Connection connection = data.open(organisation.id(), datasets)) {
      Evaluation evaluation = new Evaluation(connection, question);
      started.accept(evaluation);
      Report report =
          Lacking.noted(
              new CustomComposer(
                      title,
                      question,
                      Tenant.of(organisation),
                      data.provenance(Sha256.version(question.definition())))
                  .compose(evaluation),
              data.release().snapshot(),
              datasets);
      cache.keep(key, report);
      return new Made.Ready(report);
    } catch (SQLException e) {
      throw new IllegalStateException("A connection that only read cannot fail to close", e);
    } catch (DaybookException e) {
      if (e.code() != Code.DEF_REPORT) {
        throw e;
      }
      return new Made.Failed(
          e.getMessage().lines().findFirst().orElse(e.code().text()).replaceFirst("^\\S+ ", ""));
    }
  }
}
