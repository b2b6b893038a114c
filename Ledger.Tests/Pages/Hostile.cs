using System.Text.Json;
using System.Text.Json.Nodes;
using Ledger.Tests.CommandLine;

namespace Ledger.Tests.Pages;

/// <summary>A worker whose every name and text tries to be markup, to turn the line around, or to burst the page.</summary>
internal static class Hostile
{
    /// <summary>Markup, a right-to-left override, Hebrew, and emoji, filled up to the hundred characters of a name without a space.</summary>
    public static readonly string Name = Filled("<b onclick=alert(1)>\"&'\u202eשלום\u2066😀</b><script>document.title='taken'</script>", 100);

    public static readonly string Worker = Filled("w\"><img/src=x/onerror=alert(1)>&amp;'\u202e😀%2f?#", 100);

    /// <summary>Two thousand characters without a space.</summary>
    public static readonly string Text = Filled("</p><script>document.title='taken'</script>\u202e" + "😀", 2_000);

    private static readonly string[] Names = ["placement", "employer", "recruiter", "occupation", "sector", "scheme", "collector", "lender", "loan", "by", "setting", "about", "channel", "reason"];

    /// <summary>The story of a fee from a loan, with a complaint and a statement, told with such names and texts.</summary>
    public static IEnumerable<string> Story() => Tell.Story("w-hostile")
        .Append("""{"fact":"complaint-filed","id":"w-hostile/complaint","effectiveOn":"2023-05-01","assertedBy":"w-hostile","assertedAs":"worker","worker":"w-hostile","about":"x","channel":"x"}""")
        .Append("""{"fact":"statement-recorded","id":"w-hostile/statement","effectiveOn":"2023-05-02","assertedBy":"w-hostile","assertedAs":"worker","worker":"w-hostile","setting":"x","independent":true}""")
        .Append("""{"fact":"placement-ended","id":"w-hostile/end","effectiveOn":"2023-05-03","assertedBy":"w-hostile","assertedAs":"worker","worker":"w-hostile","placement":"p1","reason":"x","initiator":"employer"}""")
        .Append(Tell.Fee("w-hostile", "p1", "2023-01-10", "10000.00", id: "other").Replace("\"assertedBy\":\"w-hostile\",\"assertedAs\":\"worker\"", "\"assertedBy\":\"r-1\",\"assertedAs\":\"recruiter\"", StringComparison.Ordinal))
        .Select(Told);

    private static string Told(string line, int number)
    {
        var fact = JsonNode.Parse(line)!.AsObject();
        foreach (var name in Names.Where(fact.ContainsKey))
        {
            fact[name] = Name;
        }

        fact["id"] = Filled($"{number}<i>\u202e😀", 100);
        fact["worker"] = Worker;
        fact["assertedBy"] = fact["assertedBy"]!.GetValue<string>() == "w-hostile" ? Worker : Name;
        fact["note"] = Text;
        fact["evidence"] = new JsonObject { ["grade"] = "C", ["kind"] = Name, ["reference"] = Text };
        return fact.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    private static string Filled(string start, int runes) => start + new string('m', runes - start.EnumerateRunes().Count());
}
