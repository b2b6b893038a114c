using System.Globalization;
using System.Text;
using Ledger.Domain.Facts.Reading;

namespace Ledger.Domain.Facts;

/// <summary>The published language as a page to read, written from the same shapes that the reader checks with.</summary>
public static class FactPage
{
    private static string Opening => $$"""
        # Facts

        A fact is one thing that somebody asserts happened: one JSON object on one line, UTF-8, at most {{FactWire.LongestLine}} bytes. This page is
        written from the types of the code and a test holds it equal to them; `facts.schema.json` says the same to programs.

        - Money is `{"amount": "105000.00", "currency": "NPR"}`: the amount is text, never negative, with no more decimals than the currency has.
        - A decimal that is no money is best written as text; a JSON number is taken digit by digit.
        - A field that has nothing to say is left out. null, an unknown field and a field given twice are refused.
        - A fact is never changed. A mistake is mended by `fact-corrected` or taken back by `fact-withdrawn`; both stay visible.

        """;

    /// <summary>The page, as the text of docs/facts.md.</summary>
    public static string Markdown()
    {
        var page = new StringBuilder(Opening);
        var shapes = FactCatalogue.All.Select(type => (type, FactShapes.Of(type).Fields)).ToArray();
        var shared = shapes[0].Fields.TakeWhile(part => shapes.All(shape => shape.Fields.Any(other => other.Name == part.Name))).ToArray();
        AppendTable(page, "Every fact", shared.Skip(1), part => part.Name is "worker" or "placement" ? "in some" : Needed(part));
        foreach (var (type, fields) in shapes)
        {
            var named = fields.Where(part => part is { Required: true, Name: "worker" or "placement" }).Select(part => part.Name).ToArray();
            AppendTable(page, type.Name + (named.Length == 0 ? "" : $", naming {string.Join(" and ", named)}"), fields.Skip(shared.Length), Needed);
        }

        return page.ToString();
    }

    private static string Needed(FieldShape part) => part.Required ? "yes" : "no";

    private static void AppendTable(StringBuilder page, string title, IEnumerable<FieldShape> fields, Func<FieldShape, string> needed)
    {
        page.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n");
        var rows = fields.Select(part => $"| `{part.Name}` | {needed(part)} | {part.Shape.Form} |\n").ToArray();
        page.Append(rows.Length == 0 ? "No fields of its own.\n" : "| field | needed | what |\n|---|---|---|\n" + string.Concat(rows));
    }
}
