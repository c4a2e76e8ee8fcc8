package org.onsale.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onsale.platform.FieldError;
import org.onsale.platform.StoredJson;
import org.onsale.platform.TestDatabase;

class QuestionnaireTest {
  private Catalog catalog;
  private Event event;

  @BeforeEach
  void open() {
    catalog = new Catalog(TestDatabase.create().database(), Clock.systemUTC());
    event = Drafts.of(catalog, new VenueDetails("A", "", "B", "DE", "Europe/Berlin"), "C");
  }

  private EventChange set(
      @Nullable String names, QuestionnaireDetails.@Nullable Question... questions) {
    return catalog.setQuestionnaire(
        event.id(),
        event.version(),
        new QuestionnaireDetails(names, new ArrayList<>(Arrays.asList(questions))));
  }

  private Event changed(EventChange change) {
    assertThat(change).isInstanceOf(EventChange.Changed.class);
    event = ((EventChange.Changed) change).event();
    return event;
  }

  private static List<String> faults(EventChange change) {
    assertThat(change).isInstanceOf(EventChange.Refused.class);
    return ((EventChange.Refused) change).errors().stream().map(FieldError::field).toList();
  }

  private static QuestionnaireDetails.Question question(
      @Nullable Integer id, String label, @Nullable String kind, String... choices) {
    return new QuestionnaireDetails.Question(
        id, label, kind, "ticket", true, null, new ArrayList<>(Arrays.asList(choices)));
  }

  @Test
  void a_questionnaire_is_kept_whole_and_its_numbers_are_not_used_again() {
    Event with =
        changed(
            set(
                "required",
                question(null, "Diet", "choice", "Meat", "None"),
                question(null, "Wishes", "long_text")));
    assertThat(with.questionnaire().questions())
        .extracting(Questionnaire.Question::id)
        .containsExactly(1, 2);
    assertThat(StoredJson.read(StoredJson.write(with), Event.class)).isEqualTo(with);
    changed(set("off", question(1, "Diet", "choice", "Meat", "Fish")));
    Event again = changed(set("off", question(null, "Car?", "yes_no")));
    assertThat(again.questionnaire().questions())
        .extracting(Questionnaire.Question::id)
        .containsExactly(3);
    assertThat(catalog.event(event.id())).contains(again);
  }

  @Test
  void every_fault_is_named() {
    assertThat(
            faults(
                set(
                    "maybe",
                    question(7, "", "text"),
                    question(null, "Diet", "choice", "Meat"),
                    question(null, " diet", "essay"),
                    question(null, "Car?", "yes_no", "Yes", "Yes"),
                    new QuestionnaireDetails.Question(
                        null, "Shirt", "text", "person", false, 201, null),
                    null)))
        .containsExactly(
            "names",
            "questions[0].id",
            "questions[0].label",
            "questions[1].choices",
            "questions[2].label",
            "questions[2].kind",
            "questions[3].choices[1]",
            "questions[3].choices",
            "questions[4].per",
            "questions[4].maxLength",
            "questions[5]");
    QuestionnaireDetails.Question[] many = new QuestionnaireDetails.Question[21];
    Arrays.setAll(many, i -> question(null, "Question " + i, "text"));
    assertThat(faults(set("off", many))).containsExactly("questions");
  }
}
