package org.onsale.backoffice;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Event;
import org.onsale.identity.OrganiserOnly;
import org.onsale.inventory.Story;
import org.onsale.orders.Stories;
import org.onsale.orders.Stories.Question;
import org.onsale.platform.FieldError;
import org.onsale.platform.PageLanguage;

/** What happened to a seat, a hold, an order or a buyer. */
@Path("/office/events/{event}/story")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
@OrganiserOnly
public final class StoryPages {
  private static final int PAGE = 100;
  private static final int PLACES = 4;

  /** Entries of the second that was typed belong to it. */
  private static final long SECOND_LESS_A_MICRO = 999_999_000;

  /** A place to go to from a line. */
  public record Link(String text, String path) {}

  /**
   * A line of the story.
   *
   * @param day where another day begins; empty within one
   * @param state what the places are after it
   * @param places of the hold; empty where there is nothing to add
   */
  public record Item(
      String day,
      String clock,
      String exact,
      String state,
      String sentence,
      String places,
      List<Link> links) {}

  /**
   * What was found.
   *
   * @param subject in words
   * @param then who had the seat at the moment asked for; null when none was
   * @param next path of the next page; null on the last
   */
  public record Found(
      String subject,
      @Nullable String then,
      @Nullable String moment,
      List<Item> items,
      boolean first,
      String start,
      @Nullable String next) {}

  @CheckedTemplate(basePath = "backoffice")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance story(EventHead head, Form form, @Nullable Found found);
  }

  private final Stories stories;
  private final OfficeEvents events;

  @Inject
  StoryPages(Stories stories, OfficeEvents events) {
    this.stories = stories;
    this.events = events;
  }

  static String path(Event event, String text, String at, Story.@Nullable Cursor cursor) {
    return OfficeEvents.path(event, "/story?q=")
        + encoded(text)
        + (at.isEmpty() ? "" : "&at=" + encoded(at))
        + (cursor == null ? "" : "&cursor=" + encoded(cursor.toString()));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @GET
  public Response story(
      @PathParam("event") String reference,
      @QueryParam("q") @DefaultValue("") String text,
      @QueryParam("at") @DefaultValue("") String at,
      @QueryParam("cursor") @Nullable String cursor) {
    Event event = events.find(reference);
    EventHead head = events.head(event, "story");
    Form form = new Form(Map.of("q", text, "at", at));
    if (text.isBlank() && at.isBlank()) {
      return Pages.page(Templates.story(head, form, null));
    }
    Optional<Question> question = stories.question(event, text);
    if (question.isEmpty()) {
      form.refused(
          List.of(
              text.isBlank()
                  ? new FieldError("q", "Say which seat, order, hold or buyer.")
                  : new FieldError(
                      "q", "This event has no seat, order, hold or buyer of that name.")));
    }
    Instant typed = at.isBlank() ? null : Times.instant(at, event.venue().timeZone());
    if (!at.isBlank() && typed == null) {
      form.refused("at", "A day and a time, please.");
    }
    if (!form.errors().isEmpty()) {
      return Pages.refused(Templates.story(head, form, null));
    }
    Instant moment = typed == null ? null : typed.plusNanos(SECOND_LESS_A_MICRO);
    Story.Cursor from = Optional.ofNullable(cursor).flatMap(Story.Cursor::parse).orElse(null);
    var search = new Search(event, text.strip(), at.strip(), question.orElseThrow());
    return Pages.page(Templates.story(head, form, found(search, moment, from)));
  }

  private record Search(Event event, String text, String at, Question question) {
    ZoneId zone() {
      return event.venue().timeZone();
    }

    @Nullable Integer seat() {
      return question instanceof Question.OfSeat(int index) ? index : null;
    }
  }

  private Found found(Search search, @Nullable Instant moment, Story.@Nullable Cursor from) {
    var words = new StoryWords(search.zone(), search.seat());
    Integer seat = search.seat();
    Stories.Told told = stories.tell(search.event(), search.question(), moment, from, PAGE);
    return new Found(
        subject(search),
        moment == null || seat == null
            ? null
            : words.sentence(stories.then(search.event(), seat, moment)),
        moment == null
            ? null
            : Times.day(moment, search.zone()) + ", " + Times.clock(moment, search.zone()),
        items(search, words, told.lines()),
        from == null,
        path(search.event(), search.text(), search.at(), null),
        told.next() == null ? null : path(search.event(), search.text(), search.at(), told.next()));
  }

  private String subject(Search search) {
    return switch (search.question()) {
      case Question.OfSeat(int index) -> PageLanguage.say(stories.nameOf(search.event(), index));
      case Question.OfHold(UUID id) -> words().hold(id.toString());
      case Question.OfOrder(var code) -> words().orderOf(code.value());
      case Question.OfBuyer(String email) -> email;
    };
  }

  private static List<Item> items(Search search, StoryWords words, List<Stories.Line> lines) {
    List<Item> items = new ArrayList<>();
    String day = "";
    for (Stories.Line line : lines) {
      Instant at = line.entry().at();
      String today = Times.day(at, search.zone());
      items.add(
          new Item(
              today.equals(day) ? "" : today,
              Times.clock(at, search.zone()),
              at.toString(),
              words.state(line.entry()),
              words.sentence(line),
              places(line, search.seat()),
              links(search, line)));
      day = today;
    }
    return items;
  }

  /** The places of a line, shortened; nothing for the one seat that the story is about. */
  private static String places(Stories.Line line, @Nullable Integer seat) {
    List<String> places = line.places().stream().map(PageLanguage::say).toList();
    if (seat != null && places.size() == 1 && line.entry().seats().contains(seat)) {
      return "";
    }
    int more = line.entry().seatTotal() + line.entry().pools().size() - PLACES;
    String first = String.join(" · ", places.subList(0, Math.min(PLACES, places.size())));
    return more > 0 ? words().andMore(first, more) : first;
  }

  private static List<Link> links(Search search, Stories.Line line) {
    List<Link> links = new ArrayList<>();
    Story.Entry entry = line.entry();
    if (entry.order() != null) {
      links.add(
          new Link(
              words().orderOf(entry.order().toString()),
              OfficeEvents.path(search.event(), "/orders/" + entry.order())));
    }
    if (entry.hold() != null) {
      links.add(hold(search.event(), words().hold(shortened(entry.hold())), entry.hold()));
    }
    if (entry.replaces() != null) {
      links.add(
          hold(search.event(), words().inPlaceOf(shortened(entry.replaces())), entry.replaces()));
    }
    return links;
  }

  private static Link hold(Event event, String words, UUID id) {
    return new Link(words, path(event, id.toString(), "", null));
  }

  private static String shortened(UUID id) {
    return id.toString().substring(0, 8);
  }

  private static PastWords words() {
    return PageLanguage.words(PastWords.class);
  }
}
