package org.onsale.backoffice;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/**
 * The words about seating plans and their drawing; in German {@code
 * messages/officePlans_de.properties}.
 */
@MessageBundle("officePlans")
public interface PlanWords {
  // The list

  @Message("No seating plans yet")
  String none();

  @Message(
      "Import a file of the open seating-plan format: zones with rows with seats. Events with"
          + " standing places only need none.")
  String noneWhy();

  @Message("Seating plans, the newest first")
  String caption();

  @Message("Plan")
  String plan();

  @Message("More plans")
  String more();

  @Message("Import a plan")
  String importPlan();

  @Message("Empty: the name in the file.")
  String nameHint();

  @Message("JSON, up to 48 MiB and 200,000 seats. A file with faults changes nothing.")
  String fileHint();

  @Message("Import")
  String doImport();

  // One plan

  @Message("Version {version} · {seats} seats · {changed}")
  String summary(int version, String seats, String changed);

  @Message("The seats of {name}")
  String seatsOf(String name);

  @Message("Price categories")
  String categories();

  @Message("Categories and their seats")
  String categoriesCaption();

  @Message("Category")
  String category();

  @Message("New version")
  String newVersion();

  @Message(
      "Seats keep their places by their {field}. Events keep the version they have until you give"
          + " them the new one.")
  String newVersionWhy(String field);

  @Message("Import the new version")
  String importVersion();

  // Faults on the drawing

  @Message("Where the faults are")
  String faultsDrawn();

  @Message("Each ring is a fault of the list above, by its number.")
  String faultsDrawnWhy();

  @Message("A drawing of the file with its faults marked: {n} can be shown.")
  String faultsLabel(int n);

  // Painting categories

  @Message("Paint categories")
  String paint();

  @Message(
      "Choose seats on the map or name them, and the category that they are to have. What you save"
          + " is a new version of the plan: events keep theirs until you give them the new one.")
  String paintWhy();

  @Message("Category")
  String brush();

  @Message("Save as a new version")
  String saveVersion();

  @Message("Seats")
  String seatsLabel();
}
