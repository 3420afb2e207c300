package io.daybook.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.definition.SourceDefinition;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Words that somebody wrote down become a fact of nobody's rows, or a problem with its line. */
class TestListFiles {
  @TempDir Path directory;

  @Test
  void becomeAFact() {
    ShopModel.write(
        directory,
        "lists/words.csv",
        """
        # what words mean
        of*, word*, means

        orders.status, paid, it's ours
        orders.status, void, nothing
        """);
    FactModel words =
        SourceDefinition.load(directory, ShopModel.model()).facts().stream()
            .filter(fact -> fact.name().equals("words"))
            .findFirst()
            .orElseThrow();
    assertThat(words.grain()).containsExactly("organization_id", "of", "word");
    assertThat(words.sql())
        .isEqualTo(
            """
            select
                '(global)' as "organization_id",
                written."of",
                written."word",
                written."means"
            from (
                values
                    ('orders.status', 'paid', 'it''s ours'),
                    ('orders.status', 'void', 'nothing')
            ) as written ("of", "word", "means")
            """);
  }

  @Test
  void sayEveryLineThatIsWrong() {
    ShopModel.write(directory, "lists/twice.csv", "word*,means\na,1\n# a\na,2\nb\nc,\n");
    ShopModel.write(directory, "lists/bare.csv", "word,means\na,1\n");
    ShopModel.write(directory, "lists/odd.csv", "Word*,organization_id\na,1\n");
    ShopModel.write(directory, "lists/empty.csv", "word*,means\n");
    ShopModel.write(directory, "lists/tenants.csv", "word*,means\na,1\n");
    assertThatThrownBy(() -> SourceDefinition.load(directory, ShopModel.model()))
        .satisfies(
            failure ->
                assertThat(failure.getMessage().replace(directory + "/shop/lists/", ""))
                    .contains(
                        "twice.csv:4 says [a] again, after line 2; keep one of them",
                        "twice.csv:5 says [b]; write word,means",
                        "twice.csv:6 says [c, ]; write word,means",
                        "bare.csv:1 mark the columns that tell rows apart with a star, and not all",
                        "odd.csv:1 its columns are Word*,organization_id; name each once in small"
                            + " letters, none of them organization_id",
                        "empty.csv has no row; write a heading as in word*,meaning and a line",
                        "tenants.csv tenants cannot be the name of a list, or a fact has it; rename the file"));
  }
}
