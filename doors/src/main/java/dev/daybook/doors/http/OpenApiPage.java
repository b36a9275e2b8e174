package dev.daybook.doors.http;

import dev.daybook.runtime.catalogue.Catalogue;
import dev.daybook.runtime.catalogue.FieldSpec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * The description as a page without script: every address, its fields, every event, every problem.
 */
final class OpenApiPage {
  private static final String STYLE =
      """
      :root { color-scheme: light dark; }
      body { font: 16px/1.5 system-ui, sans-serif; margin: 0; }
      main { max-width: 70rem; margin: 0 auto; padding: 1rem 1.5rem 4rem; }
      code { font-family: ui-monospace, monospace; overflow-wrap: anywhere; }
      section { border-top: 1px solid color-mix(in srgb, currentColor 25%, transparent); padding: .5rem 0; }
      table { border-collapse: collapse; width: 100%; }
      th, td { text-align: left; vertical-align: top; padding: .25rem .75rem .25rem 0; }
      """;

  private OpenApiPage() {}

  static byte[] style() {
    return STYLE.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] html(Routes routes, Catalogue catalogue) {
    var body =
        new StringBuilder(
            "<p>The same for programs: <a"
                + " href=\"/openapi.json\">/openapi.json</a></p><h2>Addresses</h2>");
    routes.all().forEach(route -> route(route, body));
    body.append("<h2>Events</h2>");
    for (var event : catalogue.events()) {
      section(
          "event-" + event.name(),
          event.name().toString(),
          event.description(),
          event.fields(),
          body);
    }
    body.append("<h2>Problems</h2>");
    for (var kind : Problem.Kind.values()) {
      var id = kind.type().substring(kind.type().indexOf('#') + 1);
      section(id, kind.status() + " " + kind.title(), kind.help(), List.of(), body);
    }
    return StaticFiles.page(200, "Daybook over HTTP", body.toString()).bytes();
  }

  private static void route(Route route, StringBuilder body) {
    var title = route.method().toUpperCase(Locale.ROOT) + " " + route.template();
    switch (route.target()) {
      case Route.Target.Command(var spec) ->
          section(spec.name(), title, spec.description(), spec.fields(), body);
      case Route.Target.Query(var spec) ->
          section(spec.name(), title, spec.description(), spec.fields(), body);
      case Route.Target.Fixed fixed -> {
        section(fixed.name(), title, fixed.description(), List.of(), body);
        for (var parameter : fixed.parameters()) {
          body.append("<p><code>")
              .append(escape(parameter.name()))
              .append("</code> ")
              .append(escape(parameter.description()))
              .append("</p>");
        }
      }
    }
  }

  private static void section(
      String id, String title, String text, List<FieldSpec> fields, StringBuilder body) {
    body.append("<section id=\"")
        .append(escape(id))
        .append("\"><h3><code>")
        .append(escape(title))
        .append("</code></h3><p>");
    body.append(escape(text)).append("</p>");
    if (!fields.isEmpty()) {
      body.append("<table><tr><th>Field</th><th>Holds</th><th>Meaning</th></tr>");
      for (var field : fields) {
        body.append("<tr><td><code>")
            .append(escape(field.name()))
            .append("</code>")
            .append(field.required() ? " *" : "");
        body.append("</td><td>")
            .append(escape(Reference.holds(field, field.type())))
            .append("</td><td>");
        body.append(escape(field.description())).append("</td></tr>");
      }
      body.append("</table>");
    }
    body.append("</section>");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
