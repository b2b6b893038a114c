using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Ledger.Domain.Indicators;
using Ledger.Tests.Facts;
using Xunit;

namespace Ledger.Tests.Indicators;

/// <summary>The page on indicators is written from the code: each indicator's own words, and the thresholds its findings keep.</summary>
public sealed partial class IndicatorPageTests
{
    [Fact]
    public void The_page_says_what_the_code_says() => Published.Holds("docs/indicators.md", Page());

    private static string Page()
    {
        var documentation = XDocument.Load(Path.ChangeExtension(typeof(Evaluation).Assembly.Location, "xml")).Descendants("member")
            .ToDictionary(member => member.Attribute("name")!.Value, StringComparer.Ordinal);
        var page = new StringBuilder(
            """
            # Indicators

            Written from the code; see [decisions](decisions/README.md) for what each choice rests on. An indicator is *present*, *absent* or
            *insufficient*; it is present when what credible accounts claim meets its definition, and says whether documents alone bear it
            out. It never says that anyone is guilty or bonded.

            [How often they are right](accuracy.md) was measured on invented corridors whose truth is known, with records missing and contradicted.

            Every finding keeps the thresholds it was judged by. No published numeric threshold exists for churn, nor for most severities:
            those defaults are the ledger's own.

            """).AppendLine();
        foreach (var code in Evaluation.Indicators.Order(StringComparer.Ordinal))
        {
            var member = documentation[$"T:{TypeOf(code).FullName}"];
            page.AppendLine(CultureInfo.InvariantCulture, $"## {code}").AppendLine();
            foreach (var part in new[] { member.Element("summary"), member.Element("remarks") }.OfType<XElement>())
            {
                page.AppendLine(Words(part)).AppendLine();
            }

            var thresholds = Thresholds.Default.Of(code);
            page.AppendLine(thresholds.Count == 0
                ? "No thresholds."
                : "Thresholds: " + string.Join(", ", thresholds.Select(threshold => string.Create(CultureInfo.InvariantCulture, $"`{threshold.Key}` {threshold.Value}"))) + ".").AppendLine();
        }

        return page.ToString().TrimEnd() + "\n";
    }

    private static Type TypeOf(string code) =>
        typeof(Evaluation).Assembly.GetTypes().Single(type => type.GetField("Code")?.GetRawConstantValue() as string == code);

    private static string Words(XElement part)
    {
        var text = new StringBuilder();
        foreach (var node in part.DescendantNodes())
        {
            text.Append(node switch
            {
                XText { Parent.Name.LocalName: "c" } code => $"`{code.Value}`",
                XText words => words.Value,
                XElement { Name.LocalName: "see" } see => (see.Attribute("cref")?.Value ?? "").Split('.')[^1],
                _ => "",
            });
        }

        return Space().Replace(text.ToString(), " ").Trim();
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
