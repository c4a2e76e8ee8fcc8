package org.onsale.api;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Describes the routes that are answered below JAX-RS, where no annotation is read. */
final class RouteDescriptions {
  private static final String TAG = "Buying";

  private RouteDescriptions() {}

  static void addTo(OpenAPI api) {
    if (api.getPaths() == null) {
      api.setPaths(OASFactory.createPaths());
    }
    api.getPaths().addPathItem("/api/v1/events/{event}/availability", get(availability()));
    api.getPaths().addPathItem("/api/v1/events/{event}/live", get(live()));
  }

  private static PathItem get(Operation operation) {
    return OASFactory.createPathItem().GET(operation);
  }

  private static Operation availability() {
    return operation("availability", "What can be had now")
        .description(
            """
            `seats` is base64 of two bits a seat, seat i in bits 2·(i mod 4) and up of byte i/4: \
            0 free, 1 held, 2 sold, 3 blocked. Follow /live from `version` on.""")
        .addParameter(text(Parameter.In.HEADER, "If-None-Match"))
        .responses(
            OASFactory.createAPIResponses()
                .addAPIResponse(
                    "200",
                    answer("Now; gzip for those who accept it, most of the time")
                        .content(content("application/json", availabilityBody())))
                .addAPIResponse("304", answer("Nothing changed since the ETag was given"))
                .addAPIResponse("404", answer("There is no such published event"))
                .addAPIResponse("503", answer("Come again after `Retry-After`")));
  }

  private static Schema availabilityBody() {
    Schema pool = object(Map.of("id", of(SchemaType.INTEGER), "available", of(SchemaType.INTEGER)));
    return object(
        Map.of(
            "version", of(SchemaType.INTEGER).format("int64"),
            "planVersion", of(SchemaType.INTEGER),
            "seats", of(SchemaType.STRING).format("byte"),
            "pools", of(SchemaType.ARRAY).items(pool)));
  }

  private static Operation live() {
    return operation("live", "What changes, as it changes")
        .description(
            """
            Server-sent events: `{version, seats: [[index, status]…], pools: [{id, available}…]}`, \
            up to five a second. Statuses are absolute; ignore versions that you have. A reader that \
            is slow, or comes back with `Last-Event-ID`, gets all that it has missed in one message, \
            or `event: reset` when that is not known any more: then read the availability anew.""")
        .addParameter(text(Parameter.In.QUERY, "since").description("A `version`; without, now"))
        .addParameter(text(Parameter.In.HEADER, "Last-Event-ID").description("Goes before `since`"))
        .responses(
            OASFactory.createAPIResponses()
                .addAPIResponse(
                    "200",
                    answer("The stream; a comment every 15 seconds keeps it open")
                        .content(content("text/event-stream", of(SchemaType.STRING))))
                .addAPIResponse("404", answer("There is no such published event"))
                .addAPIResponse("503", answer("Too many viewers; come again after `Retry-After`")));
  }

  private static Operation operation(String id, String summary) {
    return OASFactory.createOperation()
        .operationId(id)
        .summary(summary)
        .tags(List.of(TAG))
        .addParameter(
            text(Parameter.In.PATH, "event").required(true).description("Its id or its slug"));
  }

  private static Parameter text(Parameter.In in, String name) {
    return OASFactory.createParameter().in(in).name(name).schema(of(SchemaType.STRING));
  }

  private static APIResponse answer(String description) {
    return OASFactory.createAPIResponse().description(description);
  }

  private static Content content(String type, Schema schema) {
    return OASFactory.createContent()
        .addMediaType(type, OASFactory.createMediaType().schema(schema));
  }

  private static Schema object(Map<String, Schema> properties) {
    return of(SchemaType.OBJECT).properties(properties);
  }

  private static Schema of(SchemaType type) {
    return OASFactory.createSchema().addType(type);
  }
}
