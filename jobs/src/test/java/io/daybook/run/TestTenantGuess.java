package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which table a first folder takes for the tenants. */
class TestTenantGuess {
  @TempDir Path directory;

  private String begin(String tables) throws SQLException {
    OwnSource source = OwnSource.begin(directory, tables);
    return source.text("source.yml") + source.text("doubts.md");
  }

  @Test
  void isTheOneThatMostLeadToOverOthers() throws SQLException {
    assertThat(
            begin(
                """
                create table company (id int primary key, name text);
                create table project (id int primary key, company_id int references company);
                create table task (id int primary key, project_id int references project);
                create table task_comment (id int primary key, task_id int references task);
                create table task_label (id int primary key, task_id int references task);
                create table task_time (id int primary key, task_id int references task);
                insert into company values (1, 'one'), (2, 'two');
                insert into project values (1, 1), (2, 2);
                insert into task values (1, 1), (2, 2), (3, 2);
                insert into task_comment values (1, 1), (2, 3);
                insert into task_label values (1, 2);
                insert into task_time values (1, 3);
                """))
        .contains("tenants:\n  table: company\n")
        .contains("- tenants: are the rows of company: 1 of 5 other tables have company_id");
  }

  @Test
  void isAPlaceThatKeepsItsTimeWhateverItIsCalled() throws SQLException {
    assertThat(
            begin(
                """
                create table sites (id int primary key, name text, timezone text);
                create table readings (id int primary key, site_id int references sites);
                create table alarms (id int primary key, reading_id int references readings);
                create table weather (id int primary key, degrees int);
                insert into sites values (1, 'a', 'Europe/Vienna'), (2, 'b', 'Asia/Kolkata');
                insert into readings values (1, 1), (2, 2);
                insert into alarms values (1, 1), (2, 2);
                insert into weather values (1, 20);
                """))
        .contains("tenants:\n  table: sites\n")
        .contains("  zone: timezone");
  }

  /**
   * People set a zone for their screen; what few tables lead to is no tenant for its zone alone.
   */
  @Test
  void isNobodyBecauseOfAZoneAlone() throws SQLException {
    assertThat(
            begin(
                """
                create table users (id int primary key, timezone text);
                create table posts (id int primary key, user_id int references users);
                create table comments (id int primary key, post_id int references posts);
                create table profiles (id int primary key, timezone text);
                create table badges (id int primary key, profile_id int references profiles);
                insert into users values (1, 'Europe/Vienna');
                insert into posts values (1, 1);
                insert into comments values (1, 1);
                insert into profiles values (1, 'Europe/Vienna');
                insert into badges values (1, 1);
                """))
        .contains("tenants: none");
  }
}
