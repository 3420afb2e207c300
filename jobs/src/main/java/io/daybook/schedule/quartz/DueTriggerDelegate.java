package io.daybook.schedule.quartz;

import io.daybook.calendar.Rule;
import io.daybook.calendar.Timetable;
import java.time.ZoneId;
import org.quartz.impl.jdbcjobstore.SimplePropertiesTriggerPersistenceDelegateSupport;
import org.quartz.impl.jdbcjobstore.SimplePropertiesTriggerProperties;
import org.quartz.spi.OperableTrigger;

/**
 * Keeps rule and zone of a {@link DueTrigger} as text. Public with a constructor, because Quartz
 * makes it from its name.
 */
public final class DueTriggerDelegate extends SimplePropertiesTriggerPersistenceDelegateSupport {
  static final String TYPE = "DAYBOOK";

  /** For Quartz. */
  public DueTriggerDelegate() {}

  @Override
  public boolean canHandleTriggerType(OperableTrigger trigger) {
    return trigger instanceof DueTrigger;
  }

  @Override
  public String getHandledTriggerTypeDiscriminator() {
    return TYPE;
  }

  @Override
  protected SimplePropertiesTriggerProperties getTriggerProperties(OperableTrigger trigger) {
    Timetable timetable = ((DueTrigger) trigger).timetable();
    SimplePropertiesTriggerProperties properties = new SimplePropertiesTriggerProperties();
    properties.setString1(timetable.rule().text());
    properties.setString2(timetable.zone().getId());
    return properties;
  }

  @Override
  protected TriggerPropertyBundle getTriggerPropertyBundle(
      SimplePropertiesTriggerProperties properties) {
    Timetable timetable =
        new Timetable(Rule.parse(properties.getString1()), ZoneId.of(properties.getString2()));
    return new TriggerPropertyBundle(DueTrigger.builder(timetable), null, null);
  }
}
